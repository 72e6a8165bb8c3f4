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
sums='@SUMS@'

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

# Whether each file under a folder has its sum. No file is started before.
is_intact() (
  cd "$1" 2> /dev/null || exit 1
  set --
  want=
  IFS='
'
  for line in $sums; do
    set -- "$@" "${line#*  }"
    want="$want${line%%  *}$star${line#*  }
"
  done
  IFS=' '
  got=$(OPENSSL_CONF=/dev/null $hasher "$@" 2> /dev/null) || exit 1
  [ "$got
" = "$want" ]
)

# What follows the script, without a copy of it through a pipe if that works.
payload_digest() {
  { dd bs=@OFFSET@ skip=1 count=0 2> /dev/null; digest_of_input; } < "$self"
}

# Whether this file itself is as it was made.
is_whole() {
  [ "$(head -c @SCRIPT@ "$self" | digest_of_input)" = \
    "$(head -c @OFFSET@ "$self" | tail -c 64)" ] || return 1
  [ "$(payload_digest)" = '@PAYLOAD_SUM@' ] ||
    [ "$(tail -c +@PAYLOAD@ "$self" | digest_of_input)" = '@PAYLOAD_SUM@' ]
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

newline='
'
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

WATERWALL_EXECUTABLE=$self
WATERWALL_BEFORE_DENO_DIR=${DENO_DIR-}
WATERWALL_BEFORE_DENO_NO_UPDATE_CHECK=${DENO_NO_UPDATE_CHECK-}
DENO_DIR=$base/derived-$id
DENO_NO_UPDATE_CHECK=1
export WATERWALL_EXECUTABLE WATERWALL_BEFORE_DENO_DIR \
  WATERWALL_BEFORE_DENO_NO_UPDATE_CHECK DENO_DIR DENO_NO_UPDATE_CHECK
exec "$base/$id/deno" run @FLAGS@ "$base/$id/main.js" "$@"
# The sum of this script, and then the archive:
