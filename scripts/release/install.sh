#!/bin/sh
# Installs Waterwall @VERSION@ for this user: one file in ~/.local/bin.
#
#   sh install.sh                  fetch, check sum and signature, install
#   sh install.sh --from DIR       the same with files that are here already
#   sh install.sh --dir DIR        install elsewhere than in ~/.local/bin
#   sh install.sh --hook           also add the hook to the shell's profile
#   sh install.sh --no-hook        do not ask about the hook
#   sh install.sh --unsigned       go by the sum alone, without its signature
#   sh install.sh --uninstall      remove the file, the hook and what was unpacked
set -eu

from='@BASE_URL@'
vkey='@VKEY@'
dir=
hook=ask
unsigned=
action=install

refuse() {
  printf 'error: %s\nhint: %s\n' "$1" "$2" >&2
  exit 2
}

while [ "$#" -gt 0 ]; do
  case $1 in
    --from) from=${2-} && shift ;;
    --dir) dir=${2-} && shift ;;
    --hook) hook=yes ;;
    --no-hook) hook=no ;;
    --unsigned) unsigned=yes ;;
    --uninstall) action=uninstall ;;
    *) refuse "Cannot read as an option: $1" 'The first lines of this script list them.' ;;
  esac
  shift
done
[ -n "$dir" ] || {
  [ -n "${HOME-}" ] || refuse 'Cannot find ~/.local/bin as HOME is not set' 'Set HOME, or name a folder by --dir.'
  dir=$HOME/.local/bin
}
binary=$dir/waterwall

if [ "$action" = uninstall ]; then
  [ -e "$binary" ] || refuse "Cannot remove what is not there: $binary" 'Name its folder by --dir.'
  "$binary" pre-launch-hook --uninstall 2> /dev/null ||
    echo 'No hook was removed: see whether your profile names waterwall.'
  rm -f "$binary"
  for cache in "${XDG_CACHE_HOME-}" "${HOME:+$HOME/.cache}"; do
    case $cache in /*) rm -rf "$cache/waterwall" ;; esac
  done
  echo "Removed $binary and what it had unpacked."
  echo 'Your log, keys and settings stay where they are; delete them yourself.'
  exit 0
fi

case $(uname -s)-$(uname -m) in
  Linux-x86_64) target=x86_64-unknown-linux-gnu ;;
  Linux-aarch64 | Linux-arm64) target=aarch64-unknown-linux-gnu ;;
  Darwin-x86_64) target=x86_64-apple-darwin ;;
  Darwin-arm64) target=aarch64-apple-darwin ;;
  *) refuse "Cannot install on this machine: $(uname -s) $(uname -m)" 'Run it from its sources, with Deno.' ;;
esac
name=waterwall-$target

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

fetch() {
  case $from in
    https://* | http://127.0.0.1:*)
      if command -v curl > /dev/null; then
        curl --fail --silent --show-error --location --output "$work/$1" "$from/$1"
      else
        wget -q -O "$work/$1" "$from/$1"
      fi ;;
    *) cp "$from/$1" "$work/$1" ;;
  esac || refuse "Cannot get $1 from $from" 'Name a folder or an https URL by --from.'
}

sum_of() {
  if command -v sha256sum > /dev/null; then
    sha256sum "$1"
  elif command -v shasum > /dev/null; then
    shasum -a 256 "$1"
  else
    openssl dgst -sha256 -r "$1"
  fi | sed 's/[ *].*//'
}

# The signed note (https://c2sp.org/signed-note) of the key that stands above.
check_signature() {
  key_name=${vkey%%+*}
  # After the name and the hash; the key itself may hold a plus sign.
  key=${vkey#*+}
  key=${key#*+}
  sed '/^$/,$d' "$work/SHA256SUMS" > "$work/text"
  sed -n "s/^— $key_name \([A-Za-z0-9+/=]*\)\$/\1/p" "$work/SHA256SUMS" |
    head -n 1 | openssl base64 -d -A | tail -c +5 > "$work/signature"
  {
    printf '\060\052\060\005\006\003\053\145\160\003\041\000'
    printf '%s' "$key" | openssl base64 -d -A | tail -c +2
  } > "$work/key.der"
  openssl pkeyutl -verify -rawin -pubin -keyform DER -inkey "$work/key.der" \
    -sigfile "$work/signature" -in "$work/text" > /dev/null 2>&1
}

fetch SHA256SUMS
if [ -z "$vkey" ] || [ -n "$unsigned" ]; then
  echo 'The signature was not checked, only the sum.' >&2
else
  command -v openssl > /dev/null ||
    refuse 'Cannot check the signature of SHA256SUMS: openssl is not here' \
      'Install OpenSSL 3, or go by the sum alone: --unsigned.'
  check_signature || refuse 'Cannot trust SHA256SUMS as its signature does not hold' \
    "Get it again; OpenSSL 3 is needed to check it. The key is $vkey"
fi
fetch "$name"
want=$(sed -n "s/^\([0-9a-f]\{64\}\)  $name\$/\1/p" "$work/SHA256SUMS")
[ -n "$want" ] && [ "$(sum_of "$work/$name")" = "$want" ] ||
  refuse "Cannot trust $name as its sum is not the one in SHA256SUMS" 'Get it again.'

mkdir -p "$dir"
chmod 755 "$work/$name"
cp "$work/$name" "$dir/.waterwall.new"
mv "$dir/.waterwall.new" "$binary"
echo "Installed $("$binary" --version) as $binary"
case :${PATH-}: in
  *:"$dir":*) ;;
  *) echo "Add $dir to PATH." ;;
esac

if [ "$hook" = ask ] && [ -t 0 ] && [ -t 1 ]; then
  printf 'Have new shells use the proxy when it runs? [y/N] '
  read -r answer
  case $answer in [yY]*) hook=yes ;; esac
fi
if [ "$hook" = yes ]; then
  "$binary" pre-launch-hook --install
else
  echo "To have new shells use the proxy: $binary pre-launch-hook --install"
fi
echo "Now: $binary start"
