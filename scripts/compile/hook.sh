# Says what a shell is to evaluate, or that no proxy runs, in the words of the
# program. Fails, with nothing said, unless all is as usual.
hook() {
  home=
  strict=
  shell=
  shift
  while [ "$#" -gt 0 ]; do
    case $1 in
      --strict) strict=1 ;;
      --shell)
        case ${2-} in sh | bash | zsh) shell=sh ;; *) return 1 ;; esac
        shift
        ;;
      --home)
        case ${2-} in /*) home=$2 ;; *) return 1 ;; esac
        shift
        ;;
      *) return 1 ;;
    esac
    shift
  done
  [ -n "$shell" ] || is_for_sh || return 1
  home=${home:-$(usual_home)}
  case $home in
    *"'"* | *"$newline"* | */) return 1 ;;
    /*) ;;
    *) return 1 ;;
  esac
  if [ -e "$home/running.json" ]; then say_exports; else say_offline; fi
}

is_for_sh() {
  case ${SHELL-} in *fish | *pwsh) return 1 ;; esac
  [ -z "${PSModulePath+set}" ]
}

usual_home() {
  if [ -n "${WATERWALL_HOME-}" ]; then
    printf '%s' "$WATERWALL_HOME"
    return
  fi
  case @TRIPLE@ in *linux*) ;; *) return ;; esac
  case ${XDG_STATE_HOME-} in
    /*) printf '%s' "$XDG_STATE_HOME/waterwall" ;;
    *) printf '%s' "${HOME:+$HOME/.local/state/waterwall}" ;;
  esac
}

say_offline() {
  [ -z "$strict" ] || return 1
  [ ! -e "$home" ] || { [ -d "$home" ] && [ -x "$home" ]; } || return 1
  printf 'waterwall: %s: no proxy answers for %s\nhint: %s\n' \
    'agents in this shell are NOT protected' "$home" \
    'Run `waterwall start`.' >&2
}

say_exports() {
  read -r running < "$home/running.json" || return 1
  port=$(field proxyPort) && is_healthy "$(field adminPort)" || return 1
  exports="@EXPORTS@"
  for name in @ASKED@; do
    eval "held=\${$name-}"
    [ -n "$held" ] || continue
    case $newline$exports$newline in
      *"${newline}export $name='$held'$newline"*) ;;
      *) return 1 ;;
    esac
  done
  printf '%s\n' "$exports"
}

# A number that the running instance wrote down.
field() {
  digits=${running#*\"$1\":}
  [ "$digits" != "$running" ] && [ -n "${digits%%[!0-9]*}" ] &&
    printf '%s' "${digits%%[!0-9]*}"
}

# Whether the instance at a port says at once that it protects.
is_healthy() {
  command -v bash > /dev/null && command -v timeout > /dev/null || return 1
  case $(timeout 0.1 bash -p -c "$ask_health" - "$1" 2> /dev/null) in
    'HTTP/1.1 200 '*'{"status":"ok",'*'"killswitch_sources":[]'*) ;;
    *) return 1 ;;
  esac
}

ask_health='exec 3<> "/dev/tcp/127.0.0.1/$1" || exit
printf "GET /healthz HTTP/1.1\r\nhost: 127.0.0.1:%s\r\nconnection: close\r\n\r\n" "$1" >&3
IFS= read -r -d "" answer <&3
printf %s "$answer"'
