# Stops the children of a launcher as soon as the launcher is gone, however it went: the only writer of the pipe on
# standard input is the launcher, so its end is the end of the input.
#
# sh guardian.sh DIRECTORY keep|remove PATIENCE [STAGE…]
#
#   DIRECTORY  holds pids/NAME.pid, one file per child, written by the child itself before it becomes its command
#   remove     the data is not needed again: stop hard and delete DIRECTORY
#   PATIENCE   tenths of a second that the children of a stage have to end by themselves
#   STAGE      names of children that are stopped together, "temporal redis"; what no stage names is stopped last

exec 2>/dev/null
trap '' INT TERM HUP
directory=$1 fate=$2 patience=$3
shift 3

# A pid alone may belong to somebody else by now; together with its start time (field 22 of /proc/PID/stat) it does not.
alive() {
  read -r was <"$1" && read -r is </proc/"${was%% *}"/stat || return 1
  set -- ${was##*) }
  born=${20}
  set -- ${is##*) }
  [ "$1" != Z ] && [ "${20}" = "$born" ]
}

signal() {
  alive "$2" || return 0
  read -r was <"$2"
  kill -s "$1" "${was%% *}"
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

main() {
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

main "$@"
