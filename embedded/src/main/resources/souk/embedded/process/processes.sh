# How the children of a launcher begin and how they end. A copy lies in the launcher's directory:
#
#   pids/NAME.pid    one per child: the line of /proc/PID/stat from its first moment
#   logs/NAME.log    what it says
#
# sh processes.sh become PIDFILE LOG COMMAND…
#   Becomes the command under the same process id. LOG - leaves the output where it is. This is also how a child that
#   was killed is started again by hand.
#
# sh processes.sh guard DIRECTORY keep|remove PATIENCE [STAGE…]
#   Stops all children as soon as the launcher is gone, however it went: the only writer of the pipe on standard input
#   is the launcher, so its end is the end of the input.
#   remove     the data is not needed again: stop hard and delete DIRECTORY
#   PATIENCE   tenths of a second that the children of a stage have to end by themselves
#   STAGE      names of children that are stopped together, "temporal redis"; what no stage names is stopped last

# A pid alone may belong to somebody else by now; together with its start time (field 22 of the line) it does not.
alive() {
  read -r was <"$1" && read -r is </proc/"${was%% *}"/stat || return 1
  pid=${was%% *}
  set -- ${was##*) }
  born=${20}
  set -- ${is##*) }
  [ "${20}" = "$born" ] || return 1
  [ "$1" != Z ] && return
  # a zombie still holds its files and its port as long as one of its threads is left
  set -- /proc/"$pid"/task/*
  [ $# -gt 1 ]
}

become() {
  pid_file=$1 log=$2
  shift 2
  tenths=50
  while alive "$pid_file" 2>/dev/null; do
    if [ "$tenths" -eq 0 ]; then
      name=${pid_file##*/}
      echo "${name%.pid} still runs as process $pid." >&2
      exit 75
    fi
    sleep 0.1
    tenths=$((tenths - 1))
  done
  read -r self </proc/$$/stat
  # When the guardian has taken the directory of pid files away, give up instead of becoming an orphan.
  echo "$self" 2>/dev/null >"$pid_file" && [ -s "$pid_file" ] || exit 75
  [ "$log" = - ] || exec </dev/null >>"$log" 2>&1
  exec "$@"
}

signal() {
  alive "$2" && kill -s "$1" "$pid"
}

# PostgreSQL leaves shared memory behind when it is killed; INT is its fast shutdown, QUIT its immediate one.
first_signal() {
  case $fate:${1##*/} in
    remove:postgres*) echo QUIT ;;
    remove:*) echo KILL ;;
    keep:postgres*) echo INT ;;
    keep:*) echo TERM ;;
  esac
}

await_end() {
  tenths=$1
  shift
  while [ "$tenths" -gt 0 ]; do
    left=
    for file; do alive "$file" && left=yes; done
    [ "$left" ] || return 0
    sleep 0.1
    tenths=$((tenths - 1))
  done
}

stop() {
  for file; do signal "$(first_signal "$file")" "$file"; done
  await_end "$patience" "$@"
  for file; do signal KILL "$file"; done
  await_end 50 "$@"
  rm -f "$@"
}

guard() {
  exec 2>/dev/null
  trap '' INT TERM HUP
  directory=$1 fate=$2 patience=$3
  shift 3
  cat >/dev/null
  # who reads it must not take what is being stopped for something that runs
  rm -f "$directory/run.json"
  # A child that is just being started finds no place for its pid file from now on, and gives up.
  [ -d "$directory/pids.closing" ] || mv "$directory/pids" "$directory/pids.closing"
  cd "$directory/pids.closing" || exit 0
  for stage; do
    set --
    for name in $stage; do [ -e "$name.pid" ] && set -- "$@" "$name.pid"; done
    [ $# -gt 0 ] && stop "$@"
  done
  set -- *.pid
  [ -e "$1" ] && stop "$@"
  cd /
  rm -rf "$directory/pids.closing"
  # a process that is just dying may still create a file in the directory under removal
  for _ in 1 2 3 4 5; do
    [ "$fate" = remove ] && [ -d "$directory" ] || break
    rm -rf "$directory" || sleep 0.2
  done
  exit 0
}

"$@"
