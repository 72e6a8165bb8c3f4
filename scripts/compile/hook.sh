# Says what a shell is to evaluate, or that no proxy runs, in the words of the
# program. Fails, with nothing said, unless all is as usual.
hook() {
  ww_home=
  ww_strict=
  ww_shell=
  shift
  while [ "$#" -gt 0 ]; do
    case $1 in
      --strict) ww_strict=1 ;;
      --shell)
        case ${2-} in sh | bash | zsh) ww_shell=sh ;; *) return 1 ;; esac
        shift
        ;;
      --home)
        case ${2-} in /*) ww_home=$2 ;; *) return 1 ;; esac
        shift
        ;;
      *) return 1 ;;
    esac
    shift
  done
  [ -n "$ww_shell" ] || is_for_sh || return 1
  ww_home=${ww_home:-$(usual_home)}
  case $ww_home in
    *"'"* | *"$ww_newline"* | */) return 1 ;;
    /*) ;;
    *) return 1 ;;
  esac
  if [ -e "$ww_home/running.json" ]; then say_exports; else say_offline; fi
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
  [ -z "$ww_strict" ] || return 1
  [ ! -e "$ww_home" ] || { [ -d "$ww_home" ] && [ -x "$ww_home" ]; } || return 1
  printf 'waterwall: %s: no proxy answers for %s\nhint: %s\n' \
    'agents in this shell are NOT protected' "$ww_home" \
    'Run `waterwall start`.' >&2
}

say_exports() {
  read -r ww_running < "$ww_home/running.json" || return 1
  ww_port=$(field proxyPort) && is_healthy "$(field adminPort)" || return 1
  ww_exports="@EXPORTS@"
  for ww_name in @ASKED@; do
    eval "ww_held=\${$ww_name-}"
    [ -n "$ww_held" ] || continue
    case $ww_newline$ww_exports$ww_newline in
      *"${ww_newline}export $ww_name='$ww_held'$ww_newline"*) ;;
      *) name_bundle "$ww_name" || return 1 ;;
    esac
  done
  printf '%s\n' "$ww_exports"
}

# Has a variable name the bundle, in which what it held until now is as well.
name_bundle() {
  case ' @BUNDLED@ ' in *" $1 "*) ;; *) return 1 ;; esac
  ww_line="export $1='$ww_home/ca.pem'"
  ww_exports=${ww_exports%%"$ww_line"*}${ww_line%ca.pem"'"}ca-bundle.pem"'"${ww_exports#*"$ww_line"}
}

# A number that the running instance wrote down.
field() {
  ww_digits=${ww_running#*\"$1\":}
  [ "$ww_digits" != "$ww_running" ] && [ -n "${ww_digits%%[!0-9]*}" ] &&
    printf '%s' "${ww_digits%%[!0-9]*}"
}

# Whether the instance at a port says at once that it protects.
is_healthy() {
  command -v bash > /dev/null && command -v timeout > /dev/null || return 1
  case $(timeout 0.2 bash -p -c "$ww_ask_health" - "$1" 2> /dev/null) in
    'HTTP/1.1 200 '*'{"status":"ok",'*'"killswitch_sources":[]'*) ;;
    *) return 1 ;;
  esac
}

ww_ask_health='exec 3<> "/dev/tcp/127.0.0.1/$1" || exit
printf "GET /healthz HTTP/1.1\r\nhost: 127.0.0.1:%s\r\nconnection: close\r\n\r\n" "$1" >&3
IFS= read -r -d "" answer <&3
printf %s "$answer"'
