"""The parts of a connected installation that a check starts, loses and looks into: Debian's PostgreSQL, a server and the
provider's twin. Keys, twin and Temporal are borrowed from an embedded Souk, the lender."""
import json, os, shutil, signal, socket, subprocess, sys, tempfile, time, urllib.request

began = time.time()
PG = "/usr/lib/postgresql/15/bin"
work = tempfile.mkdtemp(prefix="souk-drill-")
os.chmod(work, 0o755)
lender = os.path.join(work, "lender")
children = []


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return str(listener.getsockname()[1])


def start(name, command, **more):
    with open(os.path.join(work, name + ".log"), "ab") as log:
        child = subprocess.Popen(command, stdout=log, stderr=log, start_new_session=True, **more)
    children.append(child)
    return child


def kill(child):
    os.killpg(child.pid, signal.SIGKILL)
    child.wait()


def say(what):
    print(f"{time.time() - began:4.0f} s  {what}", flush=True)


def awaited(what, condition, seconds=240):
    deadline = time.time() + seconds
    while time.time() < deadline:
        try:
            found = condition()
            if found:
                return found
        except (OSError, subprocess.CalledProcessError, ValueError):
            pass
        time.sleep(0.2)
    sys.exit(f"never came: {what}")


def run_json():
    with open(os.path.join(lender, "run.json")) as file:
        return json.load(file)


def call(url, body=None, token=None, key=None, form=False, account=None):
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    if account:
        headers["Stripe-Account"] = account
    if key:
        headers["Idempotency-Key"] = key
    if body is not None and not form:
        headers["Content-Type"] = "application/json"
        body = json.dumps(body).encode()
    with urllib.request.urlopen(urllib.request.Request(url, body, headers), timeout=30) as answer:
        text = answer.read()
        return json.loads(text) if text else None


def as_postgres(*command):
    prefix = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    return [*prefix, *command]


class Postgres:
    port = free_port()

    def directory(self, name):
        path = os.path.join(work, name)
        os.mkdir(path)
        if os.geteuid() == 0:
            shutil.chown(path, "postgres")
        return path

    def create(self):
        self.data = os.path.join(self.directory("pg"), "data")
        subprocess.run(as_postgres(f"{PG}/initdb", "-D", self.data, "-U", "souk", "-A", "trust"), check=True,
                       stdout=subprocess.DEVNULL)
        self.start()
        subprocess.run([f"{PG}/createdb", "-h", "127.0.0.1", "-p", self.port, "-U", "souk", "souk"], check=True)

    def start(self):
        sockets = os.path.dirname(self.data)
        self.process = start("postgres", as_postgres(
            f"{PG}/postgres", "-D", self.data, "-p", self.port, "-h", "127.0.0.1", "-k", sockets))
        ready = [f"{PG}/pg_isready", "-q", "-h", "127.0.0.1", "-p", self.port]
        awaited("PostgreSQL", lambda: subprocess.run(ready).returncode == 0)

    def back_up(self):
        """Everything up to the end of this command, whoever writes meanwhile."""
        self.backup = os.path.join(self.directory("backup"), "data")
        subprocess.run(as_postgres(
            f"{PG}/pg_basebackup", "-h", "127.0.0.1", "-p", self.port, "-U", "souk", "-D", self.backup,
            "-X", "stream", "-c", "fast"), check=True)

    def restore(self):
        self.data = self.backup
        self.start()

    def rows(self, sql):
        """The rows of a query, each as a list of texts."""
        out = subprocess.run([f"{PG}/psql", "-h", "127.0.0.1", "-p", self.port, "-U", "souk", "-At", "-F", "\t", "-c",
                              sql, "souk"], check=True, capture_output=True, text=True).stdout
        return [line.split("\t") for line in out.splitlines()]


class Provider:
    """The twin, as its operator and as Stripe's API shows it."""

    def __init__(self):
        self.base = "http://" + run_json()["processes"]["psp"]["address"]

    def listed(self, path, account=None):
        found, after = [], ""
        while True:
            page = call(f"{self.base}/v1/{path}limit=100{after}", token="sk_test_drill", account=account)
            found += page["data"]
            if not page["has_more"]:
                return found
            after = "&starting_after=" + found[-1]["id"]

    def intents(self):
        return self.listed("payment_intents?")

    def refunds(self):
        return self.listed("refunds?")

    def transfers(self):
        return self.listed("transfers?")

    def bank_payouts(self):
        """Of every payee who was ever sent a transfer."""
        accounts = sorted({transfer["destination"] for transfer in self.transfers()})
        return [payout for account in accounts for payout in self.listed("payouts?", account)]

    def violations(self):
        return call(f"{self.base}/_twin/violations")["violations"]


class Souk:
    @staticmethod
    def migrate(postgres):
        subprocess.run(["./souk", "migrate"], env={**os.environ, **Souk.database(postgres)}, check=True,
                       stdout=subprocess.DEVNULL)

    @staticmethod
    def database(postgres):
        return {"DATASOURCES_DEFAULT_URL": f"jdbc:postgresql://127.0.0.1:{postgres.port}/souk",
                "DATASOURCES_DEFAULT_USERNAME": "souk", "DATASOURCES_DEFAULT_PASSWORD": "souk"}

    def __init__(self, postgres, redis_port):
        processes = run_json()["processes"]
        self.port = free_port()
        self.base = f"http://127.0.0.1:{self.port}"
        self.secret = "whsec_drill"
        self.environment = {
            **os.environ,
            **self.database(postgres),
            "REDIS_URL": f"redis://127.0.0.1:{redis_port}",
            "TEMPORAL_ADDRESS": processes["temporal"]["address"], "TEMPORAL_SUFFIX": "-drill",
            "STRIPE_API_BASE": "http://" + processes["psp"]["address"], "STRIPE_API_KEY": "sk_test_drill",
            "STRIPE_WEBHOOK_SECRET": self.secret,
            "SOUK_KEYS_DIR": os.path.join(work, "keys"), "SOUK_GRAPH_DIR": os.path.join(work, "graphs"),
            "SOUK_DRIVERS_AUTO_APPROVE": "true",
            "SOUK_PAYOUTS_WINDOW": "4s", "SOUK_PAYOUTS_INSTANT_WINDOW": "4s", "SOUK_PAYOUTS_PROMISE": "5m",
            "SOUK_PAYOUTS_MINIMUM": "1",
            "SOUK_SETTLEMENT_DAY": "20s", "SOUK_SETTLEMENT_AFTER": "1s", "SOUK_SETTLEMENT_OVERLAP": "60s",
            "SOUK_RECONCILIATION_GRACE": "20s",
            "SOUK_IDENTITY_ISSUERS_SIM_ISSUER": "souk-sim",
            "SOUK_IDENTITY_ISSUERS_SIM_JWKS_FILE": os.path.join(lender, "sim-issuer.public.jwk"),
            "SOUK_IDENTITY_ISSUERS_SIM_CREATES_PERSONS": "true",
            "SOUK_IDENTITY_ISSUERS_SIM_ROLES": "CUSTOMER,DRIVER,OPS",
        }

    def command(self, *words, check=True):
        done = subprocess.run(["./souk", *words], env=self.environment, capture_output=True, text=True)
        if check and done.returncode != 0:
            sys.exit(f"souk {' '.join(words)}: {done.returncode}\n{done.stdout}{done.stderr}")
        return done

    def serve(self):
        self.process = start("server", ["./souk", "serve", "--port", self.port], env=self.environment)
        awaited("the server", lambda: call(self.base + "/health/readiness"))

    def city(self, name, seed, seconds, riders, *more):
        return start(name, ["./souk", "sim", "city", "--url", self.base, "--issuer-key",
                            os.path.join(lender, "sim-issuer.jwk"), "--seed", str(seed), "--seconds", str(seconds),
                            "--drivers", "40", "--riders", str(riders), "--booked", "0", *more])

    def operator(self):
        person = {"email": "drill@example.com", "password": "a drill is no emergency", "name": "Drill", "role": "CUSTOMER"}
        call(self.base + "/v1/accounts", person)
        self.command("admin", "grant", person["email"], "OPS")
        self.sign_in()

    def sign_in(self):
        person = {"email": "drill@example.com", "password": "a drill is no emergency"}
        self.token = call(self.base + "/v1/sessions", person)["access_token"]

    def ops(self, path, body=None, key=None):
        return call(f"{self.base}/v1/ops/{path}", body, self.token, key)

    def captured(self):
        """A charge of which enough was taken to give some of it back twice."""
        for charge in self.ops("charges?status=CAPTURED&limit=50")["items"]:
            if charge["standing"]["captured"]["amount"] > 200:
                return charge
        sys.exit("no charge to refund")

    def refund(self, charge, minor):
        money = {"amount": minor, "currency": charge["standing"]["captured"]["currency"]}
        self.ops(f"charges/{charge['id']}/refunds", {"amount": money, "reason": "a drill"}, key=f"drill-{minor}")

    def explain(self, case):
        self.ops(f"reconciliation/cases/{case['id']}/resolution",
                 {"action": "EXPLAIN", "reason": "undone at the provider after a restore"}, key=f"explain-{case['id']}")

    def breaches(self):
        report = self.ops("audit")
        return [] if report["verdict"] == "clean" else [rule for rule in report["rules"] if rule["breaches"]]


def end():
    """Ends what was started, and leaves nothing behind."""
    for child in children:
        try:
            os.killpg(child.pid, signal.SIGTERM)
        except ProcessLookupError:
            pass
    for child in children:
        try:
            child.wait(timeout=30)
        except subprocess.TimeoutExpired:
            kill(child)
    shutil.rmtree(work, ignore_errors=True)
