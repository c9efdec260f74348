#!/usr/bin/env bash
# Expected: Miller writes valid JSON for every CSV file (https://miller.readthedocs.io/en/6.6.0/file-formats/#json), and keeps texts
#   that begin with 0: "060100" stays a text.
# Happens: a census tract as the Census Bureau writes it, with its decimal suffix (0601.01), is taken for a number whose spelling
#   is kept: 0601.01 without quotes, which no JSON reader takes. Tract 0601 of the same column is quoted. Exit code 0.
# Affected: who turns a city's table by tract into JSON for a web map. Upstream: https://github.com/johnkerl/miller/pull/2151
set -euo pipefail
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
cd "$work"
apt-get download miller=6.6.0-2+b3 >apt.log 2>&1 || { cat apt.log; exit 1; }
dpkg -x miller_*.deb root

printf 'tract,residents\n0601,4100\n0601.01,3900\n' >tracts.csv
root/usr/bin/mlr --icsv --ojson cat tracts.csv >tracts.json
tracts="$(grep -o '"tract": [^,]*' tracts.json | paste -s -d ' ')"
reading="$(python3 -c 'import json; json.load(open("tracts.json"))' 2>&1 | tail -n 1 || true)"

echo "version: $(root/usr/bin/mlr --version)"
echo 'expected: "tract": "0601" "tract": "0601.01"'
echo "output: $tracts; read back: ${reading:-valid}"
if [[ "$tracts" != '"tract": "0601" "tract": 0601.01' || "$reading" != *JSONDecodeError* ]]; then
    echo changed
    exit 1
fi
