#!/bin/sh
# Waterwall @VERSION@ for @TRIPLE@, as one file.
#
# This script, then, from byte @OFFSET@ on, a gzipped tar of the runtime (Deno)
# and of the program. The first run unpacks it into a folder that is named after
# its contents. Every run takes the SHA-256 sums of all that was unpacked and
# runs nothing unless each is the one that stands below.
set -f
version='@VERSION@'
id='@ID@'
# Of the runtime: of its first blocks, and of the rest. Of each module.
block=1048576
blocks=@BLOCKS@
runtime_first=@RUNTIME_FIRST@
runtime_rest=@RUNTIME_REST@
sums='@SUMS@'
newline='
'

refuse() {
  printf 'error: %s\nhint: %s\n' "$1" "$2" >&2
  exit 2
}

case $0 in
  /*) self=$0 ;;
  *) self=$PWD/$0 ;;
esac

# Whatever takes SHA-256 sums here, the fastest first: `SUM  NAME` lines, as
# `star` stands between the two with some of them.
hasher=
star='  '
if command -v openssl > /dev/null; then
  hasher='openssl dgst -sha256 -r'
  star=' *'
elif command -v sha256sum > /dev/null; then
  hasher=sha256sum
elif command -v shasum > /dev/null; then
  hasher='shasum -a 256'
else
  refuse 'Cannot check what would run: nothing here takes SHA-256 sums' \
    'Install openssl, or coreutils for sha256sum.'
fi

digest_of_input() {
  said=$(OPENSSL_CONF=/dev/null $hasher) && printf '%s' "${said%% *}"
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
  first=$!
  are_modules && is_after "$runtime_rest" deno "$block" "$blocks"
  rest=$?
  wait "$first" && [ "$rest" -eq 0 ]
)

are_first_blocks() {
  [ "$(dd if=deno bs="$block" count="$blocks" 2> /dev/null |
    digest_of_input)" = "$runtime_first" ]
}

are_modules() {
  set --
  want=
  IFS=$newline
  for line in $sums; do
    set -- "$@" "${line#*  }"
    want="$want${line%%  *}$star${line#*  }$newline"
  done
  IFS=' '
  got=$(OPENSSL_CONF=/dev/null $hasher "$@" 2> /dev/null) &&
    [ "$got$newline" = "$want" ]
}

# Whether this file itself is as it was made.
is_whole() {
  [ "$(head -c @SCRIPT@ "$self" | digest_of_input)" = \
    "$(head -c @OFFSET@ "$self" | tail -c 64)" ] || return 1
  is_after '@PAYLOAD_SUM@' "$self" @OFFSET@ 1
}

must_be_whole() {
  is_whole || refuse "Cannot trust this file as it is damaged: $self" \
    'Download it again, and check it against SHA256SUMS.'
}

if [ "$#" -eq 1 ]; then
  case $1 in
    --version | -V)
      must_be_whole
      printf '%s\n' "$version"
      exit 0
      ;;
  esac
fi

@HOOK@
# The folders that may hold what is unpacked, best first. Each is ours alone.
places() {
  case ${XDG_CACHE_HOME-} in
    /*) printf '%s\n' "$XDG_CACHE_HOME/waterwall" ;;
    *) case ${HOME-} in /*) printf '%s\n' "$HOME/.cache/waterwall" ;; esac ;;
  esac
  case ${XDG_RUNTIME_DIR-} in
    /*) printf '%s\n' "$XDG_RUNTIME_DIR/waterwall" ;;
  esac
  case ${TMPDIR-} in
    /*) printf '%s\n' "$TMPDIR/waterwall-$(id -u)" ;;
  esac
  printf '%s\n' "/tmp/waterwall-$(id -u)"
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
  mask=$(umask)
  umask 077
  unpack_privately "$1"
  done=$?
  umask "$mask"
  return "$done"
}

unpack_privately() {
  mkdir -p "$1" 2> /dev/null && chmod 700 "$1" 2> /dev/null && is_ours "$1" ||
    return 1
  draft=$(mktemp -d "$1/.new-XXXXXX" 2> /dev/null) || return 1
  trap 'rm -rf "$draft"' EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM
  trap 'exit 129' HUP
  mkdir "$draft/$id" &&
    tail -c +@PAYLOAD@ "$self" | gzip -dc 2> /dev/null |
    tar -xf - -C "$draft/$id" 2> /dev/null &&
    chmod 700 "$draft/$id/deno" &&
    is_intact "$draft/$id" &&
    "$draft/$id/deno" --version > /dev/null 2> "$draft/why" &&
    { mv "$draft/$id" "$1/" 2> /dev/null || [ -d "$1/$id" ]; }
  unpacked=$?
  [ -s "$draft/why" ] && why=$(head -n 1 "$draft/why")
  rm -rf "$draft"
  trap - EXIT INT TERM HUP
  return "$unpacked"
}

base=
IFS=$newline
for place in $(places); do
  unset IFS
  if [ -d "$place/$id" ] && is_ours "$place"; then
    base=$place
    break
  fi
done
if [ -z "$base" ]; then
  unset IFS
  must_be_whole
  why=
  IFS=$newline
  for place in $(places); do
    unset IFS
    if unpack "$place"; then
      base=$place
      break
    fi
  done
fi
unset IFS
[ -n "$base" ] || refuse \
  "Cannot unpack into any of $(places | tr '\n' ' ')${why:+($why)}" \
  'Set HOME or XDG_CACHE_HOME to a folder of yours, with 200 MB free, in which programs may run. @NEEDS@'

is_intact "$base/$id" || refuse \
  "Cannot run what was unpacked as it was changed since: $base/$id" \
  'Find out who changed it; then delete that folder, and the next run unpacks it anew.'

# Of what each new shell waits for, the usual is said here; the rest by the program.
[ "${1-}" != pre-launch-hook ] || ! hook "$@" || exit 0

# A verifier may read its own files and what the command line names, and nothing
# else. The names of files stand in a list, where a comma would part one.
may=-A
reads_named() {
  named=$base/$id
  shift
  for word in "$@"; do
    case $word in
      --*=*) word=${word#*=} ;;
      -*) continue ;;
    esac
    named=$named${word:+,$word}
    case $base$word in *,*) return ;; esac
  done
  may=--allow-read=$named
}
case ${1-} in verify-receipt | verify-evidence) reads_named "$@" ;; esac

WATERWALL_EXECUTABLE=$self
WATERWALL_BEFORE_DENO_DIR=${DENO_DIR-}
WATERWALL_BEFORE_DENO_NO_UPDATE_CHECK=${DENO_NO_UPDATE_CHECK-}
DENO_DIR=$base/derived-$id
DENO_NO_UPDATE_CHECK=1
export WATERWALL_EXECUTABLE WATERWALL_BEFORE_DENO_DIR \
  WATERWALL_BEFORE_DENO_NO_UPDATE_CHECK DENO_DIR DENO_NO_UPDATE_CHECK

exec "$base/$id/deno" run @FLAGS@ "$may" "$base/$id/main.js" "$@"
# The sum of this script, and then the archive:
