#!/usr/bin/env bash
# Expected: a model that glpsol has translated and writes to a file is the model that it solves (https://www.gnu.org/software/glpk/, reference manual: glp_write_mps
#   and glp_write_lp write "problem data").
# Happens: a constant of a MathProg objective is in neither file: the MPS file has no trace of it, the LP file names it in a
#   comment. glpsol itself then says 123 for the model and 23 for either of its own two files. No warning.
# Affected: who exports a site-location model with set-up costs to solve it elsewhere, or to keep it beside a published result.
set -euo pipefail
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
cd "$work"
packages=(glpk-utils=5.0-1 libglpk40=5.0-1 libamd2=1:5.12.0+dfsg-2 libcolamd2=1:5.12.0+dfsg-2
    libsuitesparseconfig5=1:5.12.0+dfsg-2 libltdl7 libgmp10)
apt-get download "${packages[@]}" >apt.log 2>&1 || { cat apt.log; exit 1; }
for package in *.deb; do dpkg -x "$package" root; done
export LD_LIBRARY_PATH="$work/root/usr/lib/x86_64-linux-gnu"

cat >sites.mod <<'END'
set SITES := 1..3;
var open{SITES} binary;
minimize cost: 100 + sum{s in SITES} (10 + s) * open[s];
subject to two: sum{s in SITES} open[s] >= 2;
end;
END
objective() { root/usr/bin/glpsol "$@" -o /dev/stdout | awk '/^Objective:.*=/ { print $4 }'; }
model="$(objective --model sites.mod)"
root/usr/bin/glpsol --model sites.mod --check --wlp sites.lp --wfreemps sites.mps >write.log
lp="$(objective --lp sites.lp)"
mps="$(objective --freemps sites.mps)"

echo "version: $(root/usr/bin/glpsol --version | head -n 1)"
echo "expected: 123 from the model and from both files"
echo "output: model $model, LP file $lp, MPS file $mps; warnings: $(grep -ci warning write.log || true)"
if [[ "$model $lp $mps" != "123 23 23" ]]; then
    echo changed
    exit 1
fi
