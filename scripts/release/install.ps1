# Installs Waterwall @VERSION@ for this user: one file in ~\.local\bin.
#
#   .\install.ps1                fetch, check the sum, install
#   .\install.ps1 -From DIR      the same with files that are here already
#   .\install.ps1 -Hook          also add the hook to the profile
#   .\install.ps1 -Uninstall     remove the file and the hook
param(
  [string]$From = '@BASE_URL@',
  [string]$Dir = (Join-Path $HOME '.local\bin'),
  [switch]$Hook,
  [switch]$Unsigned,
  [switch]$Uninstall
)
$ErrorActionPreference = 'Stop'
$vkey = '@VKEY@'
$name = 'waterwall-x86_64-pc-windows-msvc.exe'
$binary = Join-Path $Dir 'waterwall.exe'

if ($Uninstall) {
  & $binary pre-launch-hook --uninstall
  Remove-Item $binary
  Write-Output "Removed $binary. Your log, keys and settings stay where they are."
  exit 0
}

$work = Join-Path ([IO.Path]::GetTempPath()) ([Guid]::NewGuid())
New-Item -ItemType Directory $work | Out-Null
try {
  function Get-Part([string]$part) {
    $to = Join-Path $work $part
    if ($From -match '^https://') { Invoke-WebRequest "$From/$part" -OutFile $to -UseBasicParsing }
    else { Copy-Item (Join-Path $From $part) $to }
    $to
  }
  $sums = Get-Part 'SHA256SUMS'
  if ($vkey -and -not $Unsigned) {
    # Ed25519 is not in Windows' own libraries: OpenSSL 3 checks the signed note.
    if (-not (Get-Command openssl -ErrorAction SilentlyContinue)) {
      throw 'Cannot check the signature without OpenSSL 3. Install it, or go by the sum alone with -Unsigned.'
    }
    $note = [IO.File]::ReadAllText($sums)
    $cut = $note.LastIndexOf("`n`n")
    $keyName, $null, $key = $vkey -split '\+', 3
    $line = $note.Substring($cut + 2) -split "`n" | Where-Object { $_.StartsWith("$([char]0x2014) $keyName ") } | Select-Object -First 1
    if (-not $line) { throw 'Cannot trust SHA256SUMS as its key did not sign it.' }
    $signature = [Convert]::FromBase64String(($line -split ' ')[2])
    $public = [Convert]::FromBase64String($key)
    $prefix = [byte[]](0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00)
    [IO.File]::WriteAllBytes("$work\text", [Text.Encoding]::UTF8.GetBytes($note.Substring(0, $cut + 1)))
    [IO.File]::WriteAllBytes("$work\signature", [byte[]]$signature[4..($signature.Length - 1)])
    [IO.File]::WriteAllBytes("$work\key.der", $prefix + [byte[]]$public[1..32])
    openssl pkeyutl -verify -rawin -pubin -keyform DER -inkey "$work\key.der" -sigfile "$work\signature" -in "$work\text" | Out-Null
    if ($LASTEXITCODE -ne 0) { throw 'Cannot trust SHA256SUMS as its signature does not hold.' }
  } else {
    Write-Warning 'The signature was not checked, only the sum.'
  }
  $file = Get-Part $name
  $want = (Select-String -Path $sums -Pattern "^([0-9a-f]{64})  $([regex]::Escape($name))$").Matches[0].Groups[1].Value
  if ((Get-FileHash $file -Algorithm SHA256).Hash -ne $want) {
    throw "Cannot trust $name as its sum is not the one in SHA256SUMS."
  }
  New-Item -ItemType Directory -Force $Dir | Out-Null
  Copy-Item -Force $file $binary
} finally {
  Remove-Item -Recurse -Force $work
}
Write-Output "Installed $(& $binary --version) as $binary"
if ($Hook) { & $binary pre-launch-hook --install }
else { Write-Output "To have new shells use the proxy: $binary pre-launch-hook --install" }
Write-Output "Now: $binary start"
