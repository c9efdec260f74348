#!/usr/bin/env bash
# Expected: one MPS file is one problem, whoever solves it (https://lpsolve.sourceforge.net/5.5/mps-format.htm, https://www.gnu.org/software/glpk/).
# Happens: lp_solve writes a fixed cost of +100 as +100 on the objective's right-hand side, and GLPK reads it so; CBC takes that
#   side for its negative, as CPLEX does, and says that the best site costs -89 in place of 111. Nobody warns.
# Affected: who writes a location problem (p-median, set covering with set-up costs) with one solver and checks it with another:
#   the choice of sites is the same, the cost is off by twice what does not depend on it.
set -euo pipefail
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
cd "$work"
packages=(lp-solve=5.5.2.5-2 glpk-utils=5.0-1 libglpk40=5.0-1 coinor-cbc=2.10.8+ds1-1 coinor-libcbc3=2.10.8+ds1-1
    coinor-libcgl1=0.60.3+repack1-4 coinor-libclp1=1.17.6-3 coinor-libosi1v5=0.108.6+repack1-2
    coinor-libcoinutils3v5=2.11.4+repack1-2 libamd2=1:5.12.0+dfsg-2 libcolamd2=1:5.12.0+dfsg-2
    libsuitesparseconfig5=1:5.12.0+dfsg-2 libblas3 liblapack3 libgfortran5 libquadmath0 libltdl7 libgmp10)
apt-get download "${packages[@]}" >apt.log 2>&1 || { cat apt.log; exit 1; }
for package in *.deb; do dpkg -x "$package" root; done
lib="$work/root/usr/lib"
export LD_LIBRARY_PATH="$lib/x86_64-linux-gnu:$lib/lp_solve:$lib/x86_64-linux-gnu/blas:$lib/x86_64-linux-gnu/lapack"

cat >sites.lp <<'END'
/* One of two sites opens; 100 are spent anyway. */
min: 100 + 11 north + 12 south;
one: north + south >= 1;
int north, south;
END
root/usr/bin/lp_solve -S1 -parse_only sites.lp -wfmps sites.mps
lp_solve="$(root/usr/bin/lp_solve -fmps sites.mps | awk '/Value of objective/ { print int($NF) }')"
glpk="$(root/usr/bin/glpsol --freemps sites.mps -o /dev/stdout | awk '/^Objective:.*=/ { print $4 }')"
cbc="$(root/usr/bin/cbc sites.mps solve | awk '/^Objective value:/ { print int($NF) }')"

echo "version: lp_solve 5.5.2.5, GLPK 5.0, CBC 2.10.8"
echo "expected: 111 from each"
echo "output: lp_solve $lp_solve, GLPK $glpk, CBC $cbc"
if [[ "$lp_solve $glpk $cbc" != "111 111 -89" ]]; then
    echo changed
    exit 1
fi
