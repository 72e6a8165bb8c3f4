#!/bin/sh
# Waterwall @VERSION@ for @TRIPLE@, as one file.
#
# This script, then, from byte @OFFSET@ on, a gzipped tar of the runtime (Deno)
# and of the program. The first run unpacks it into a folder that is named after
# its contents. Every run takes the SHA-256 sums of all that was unpacked and
# runs nothing unless each is the one that stands below.
set -f
ww_version='@VERSION@'
ww_id='@ID@'
# Of the runtime: of its first blocks, and of the rest. Of each module.
ww_block=1048576
ww_blocks=@BLOCKS@
ww_runtime_first=@RUNTIME_FIRST@
ww_runtime_rest=@RUNTIME_REST@
ww_sums='@SUMS@'
ww_newline='
'

refuse() {
  printf 'error: %s\nhint: %s\n' "$1" "$2" >&2
  exit 2
}

case $0 in
  /*) ww_self=$0 ;;
  *) ww_self=$PWD/$0 ;;
esac

# Whatever takes SHA-256 sums here, the fastest first: `SUM  NAME` lines, as
# `star` stands between the two with some of them.
ww_hasher=
ww_star='  '
if command -v openssl > /dev/null; then
  ww_hasher='openssl dgst -sha256 -r'
  ww_star=' *'
elif command -v sha256sum > /dev/null; then
  ww_hasher=sha256sum
elif command -v shasum > /dev/null; then
  ww_hasher='shasum -a 256'
else
  refuse 'Cannot check what would run: nothing here takes SHA-256 sums' \
    'Install openssl, or coreutils for sha256sum.'
fi

digest_of_input() {
  ww_said=$(OPENSSL_CONF=/dev/null $ww_hasher) && printf '%s' "${ww_said%% *}"
}

# Digests of what follows the first blocks of a file, without a copy of it
# through a pipe if that works, and else with one.
digest_after() {
  { dd bs="$2" skip="$3" count=0 > /dev/null 2>&1; digest_of_input; } < "$1"
}
copied_digest_after() {
  tail -c "+$(($2 * $3 + 1))" "$1" | digest_of_input
}

is_after() {
  [ "$(digest_after "$2" "$3" "$4")" = "$1" ] ||
    [ "$(copied_digest_after "$2" "$3" "$4")" = "$1" ]
}

# Whether each file under a folder has its sum: the runtime in two parts at once,
# as either keeps a core busy. No file is started before.
is_intact() (
  cd "$1" 2> /dev/null || exit 1
  are_first_blocks &
  ww_first=$!
  are_modules && is_after "$ww_runtime_rest" deno "$ww_block" "$ww_blocks"
  ww_rest=$?
  wait "$ww_first" && [ "$ww_rest" -eq 0 ]
)

are_first_blocks() {
  [ "$(dd if=deno bs="$ww_block" count="$ww_blocks" 2> /dev/null |
    digest_of_input)" = "$ww_runtime_first" ]
}

are_modules() {
  set --
  ww_want=
  IFS=$ww_newline
  for ww_line in $ww_sums; do
    set -- "$@" "${ww_line#*  }"
    ww_want="$ww_want${ww_line%%  *}$ww_star${ww_line#*  }$ww_newline"
  done
  IFS=' '
  ww_got=$(OPENSSL_CONF=/dev/null $ww_hasher "$@" 2> /dev/null) &&
    [ "$ww_got$ww_newline" = "$ww_want" ]
}

# Whether this file itself is as it was made.
is_whole() {
  [ "$(head -c @SCRIPT@ "$ww_self" | digest_of_input)" = \
    "$(head -c @OFFSET@ "$ww_self" | tail -c 64)" ] || return 1
  is_after '@PAYLOAD_SUM@' "$ww_self" @OFFSET@ 1
}

must_be_whole() {
  is_whole || refuse "Cannot trust this file as it is damaged: $ww_self" \
    'Download it again, and check it against SHA256SUMS.'
}

if [ "$#" -eq 1 ]; then
  case $1 in
    --version | -V)
      must_be_whole
      printf '%s\n' "$ww_version"
      exit 0
      ;;
  esac
fi

@HOOK@
# Tries the folders that may hold what is unpacked, best first, with a command
# that succeeds on the one to take. Each is ours alone.
try_places() {
  case ${XDG_CACHE_HOME-} in
    /*) "$1" "$XDG_CACHE_HOME/waterwall" && return ;;
    *)
      case ${HOME-} in
        /*) "$1" "$HOME/.cache/waterwall" && return ;;
      esac
      ;;
  esac
  case ${XDG_RUNTIME_DIR-} in
    /*) "$1" "$XDG_RUNTIME_DIR/waterwall" && return ;;
  esac
  case ${TMPDIR-} in
    /*) "$1" "$TMPDIR/waterwall-$(id -u)" && return ;;
  esac
  "$1" "/tmp/waterwall-$(id -u)"
}

holds() {
  [ -d "$1/$ww_id" ] && is_ours "$1" && ww_base=$1
}

is_made_to_hold() {
  unpack "$1" && ww_base=$1
}

is_only_named() {
  printf '%s ' "$1"
  false
}

# Whether a folder is no link, belongs to us, and lets nobody else in.
is_ours() {
  [ -d "$1" ] && [ ! -h "$1" ] && [ -O "$1" ] || return 1
  case $(ls -ld "$1") in drwx------*) return 0 ;; esac
  return 1
}

# Unpacks beside the folder and then moves it there as a whole. Of several that
# do so at once one wins, and the others find what it left.
unpack() {
  ww_mask=$(umask)
  umask 077
  unpack_privately "$1"
  ww_done=$?
  umask "$ww_mask"
  return "$ww_done"
}

unpack_privately() {
  mkdir -p "$1" 2> /dev/null && chmod 700 "$1" 2> /dev/null && is_ours "$1" ||
    return 1
  ww_draft=$(mktemp -d "$1/.new-XXXXXX" 2> /dev/null) || return 1
  trap 'rm -rf "$ww_draft"' EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM
  trap 'exit 129' HUP
  mkdir "$ww_draft/$ww_id" &&
    tail -c +@PAYLOAD@ "$ww_self" | gzip -dc 2> /dev/null |
    tar -xf - -C "$ww_draft/$ww_id" 2> /dev/null &&
    chmod 700 "$ww_draft/$ww_id/deno" &&
    is_intact "$ww_draft/$ww_id" &&
    "$ww_draft/$ww_id/deno" --version > /dev/null 2> "$ww_draft/why" &&
    { mv "$ww_draft/$ww_id" "$1/" 2> /dev/null || [ -d "$1/$ww_id" ]; }
  ww_unpacked=$?
  [ -s "$ww_draft/why" ] && ww_why=$(head -n 1 "$ww_draft/why")
  rm -rf "$ww_draft"
  trap - EXIT INT TERM HUP
  return "$ww_unpacked"
}

if ! try_places holds; then
  must_be_whole
  ww_why=
  try_places is_made_to_hold || refuse \
    "Cannot unpack into any of $(try_places is_only_named)${ww_why:+($ww_why)}" \
    'Set HOME or XDG_CACHE_HOME to a folder of yours, with 200 MB free, in which programs may run. @NEEDS@'
fi

is_intact "$ww_base/$ww_id" || refuse \
  "Cannot run what was unpacked as it was changed since: $ww_base/$ww_id" \
  'Find out who changed it; then delete that folder, and the next run unpacks it anew.'

# Of what each new shell waits for, the usual is said here; the rest by the program.
[ "${1-}" != pre-launch-hook ] || ! hook "$@" || exit 0

# A verifier may read its own files and what the command line names, and nothing
# else. The names of files stand in a list, where a comma would part one.
ww_may=-A
reads_named() {
  ww_named=$ww_base/$ww_id
  shift
  for ww_word in "$@"; do
    case $ww_word in
      --*=*) ww_word=${ww_word#*=} ;;
      -*) continue ;;
    esac
    ww_named=$ww_named${ww_word:+,$ww_word}
    case $ww_base$ww_word in *,*) return ;; esac
  done
  ww_may=--allow-read=$ww_named
}
case ${1-} in verify-receipt | verify-evidence) reads_named "$@" ;; esac

WATERWALL_EXECUTABLE=$ww_self
WATERWALL_BEFORE_DENO_DIR=${DENO_DIR-}
WATERWALL_BEFORE_DENO_NO_UPDATE_CHECK=${DENO_NO_UPDATE_CHECK-}
DENO_DIR=$ww_base/derived-$ww_id
DENO_NO_UPDATE_CHECK=1
export WATERWALL_EXECUTABLE WATERWALL_BEFORE_DENO_DIR \
  WATERWALL_BEFORE_DENO_NO_UPDATE_CHECK DENO_DIR DENO_NO_UPDATE_CHECK

exec "$ww_base/$ww_id/deno" run @FLAGS@ "$ww_may" "$ww_base/$ww_id/main.js" "$@"
# The sum of this script, and then the archive:
