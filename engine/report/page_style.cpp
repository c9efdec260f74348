#include "engine/report/page_style.hpp"

namespace careshed {

std::string_view page_style() {
    return R"(:root{color-scheme:light}
*{box-sizing:border-box}
body{margin:0;background:#f4f5f7;color:#1a1a1a;font:17px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Liberation Sans",Arial,sans-serif}
.skip{position:absolute;left:-999em}
.skip:focus{left:1em;top:1em;background:#fff;padding:.5em 1em;z-index:1}
header,main,footer{max-width:76rem;margin:0 auto;padding:0 1.25rem}
header{padding-top:1.5rem}
h1{font-size:1.75rem;line-height:1.2;margin:.2em 0}
h2{font-size:1.3rem;line-height:1.25;margin:0 0 .6em}
h3{font-size:1.05rem;margin:1.2em 0 .3em}
.kicker{margin:0;color:#4a4a4a;font-size:.95rem}
.banner{background:#fff3cd;border:2px solid #7a5b00;color:#3d2e00;padding:.7em 1em;margin:1em 0;font-weight:600}
nav ul{list-style:none;display:flex;flex-wrap:wrap;gap:.2rem 1.1rem;padding:0;margin:.8em 0}
nav a{display:inline-block;padding:.25em 0;color:#0b4f9e}
a:focus-visible,summary:focus-visible,.scroll:focus-visible{outline:3px solid #b35806;outline-offset:2px}
section{background:#fff;border:1px solid #d9dce1;border-radius:6px;padding:1.25rem 1.4rem;margin:1.1rem 0}
#answer{border:2px solid #08306b}
.verdict{font-size:1.3rem;line-height:1.4;font-weight:600;margin:.1em 0 .7em}
.figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(13rem,1fr));gap:.8rem;margin:1rem 0;padding:0}
.figures div{background:#eef3f9;border-left:5px solid #08306b;padding:.6em .8em}
.figures dt{font-size:.9rem;color:#333}
.figures dd{margin:0;font-size:1.5rem;font-weight:700}
.figures dd span{display:block;font-size:.88rem;font-weight:400;color:#333}
ul{padding-left:1.3em;margin:.4em 0}
li{margin:.35em 0}
.scroll{overflow-x:auto;margin:.8rem 0}
table{border-collapse:collapse;width:100%;font-size:.92rem;font-variant-numeric:tabular-nums}
caption{text-align:left;font-weight:600;padding:.3em 0}
th,td{border-bottom:1px solid #d9dce1;padding:.42em .6em;text-align:left;vertical-align:top}
thead th{background:#eef0f3;vertical-align:bottom}
tbody th{font-weight:600;min-width:11rem}
thead th{line-height:1.3}
th small{font-weight:400}
th.number,td.number{text-align:right;min-width:0}
td.number{white-space:nowrap}
td.number small{white-space:nowrap}
small,.note{color:#4a4a4a;font-size:.86rem}
#ranking .scroll:first-of-type tbody tr:first-child>*{background:#fdf1ee}
.tag{display:inline-block;border:1px solid #7a5b00;background:#fff3cd;color:#3d2e00;border-radius:3px;padding:0 .35em;font-size:.82rem;font-weight:600}
svg.bar{display:block}
figure{margin:1rem 0}
figure>svg{width:100%;height:auto;max-height:46rem;border:1px solid #d9dce1;background:#fff}
figcaption{font-size:.92rem;color:#333;margin-top:.4em}
.legend{display:flex;flex-wrap:wrap;gap:.3rem 1.3rem;list-style:none;padding:0;margin:.5em 0;font-size:.92rem}
.legend svg{vertical-align:middle;margin-right:.4em}
details{margin:.7em 0}
summary{cursor:pointer;padding:.35em 0;font-weight:600;color:#0b4f9e}
footer{padding-bottom:2.5rem;font-size:.9rem;color:#4a4a4a}
@media (max-width:40rem){body{font-size:16px}header,main,footer{padding:0 .7rem}section{padding:1rem .8rem}.verdict{font-size:1.12rem}h1{font-size:1.4rem}}
@media print{@page{margin:16mm}body{background:#fff;font-size:10pt}nav,.skip{display:none}section{border:0;border-top:1px solid #888;border-radius:0;padding:.6rem 0}.scroll{overflow:visible}table{font-size:8pt}th,td{padding:.3em .4em}.drawing{display:none}tbody th{min-width:0}@page sideways{size:landscape;margin:12mm}#ranking,#use,.wide{page:sideways}td small,th small{font-size:.95em}.wide table{font-size:7pt}td.number{white-space:normal}thead{display:table-header-group}tr,figure,.figures div{break-inside:avoid}h2,h3,caption{break-after:avoid}details::details-content{content-visibility:visible;height:auto}figure>svg{max-height:16cm}})";
}

} // namespace careshed
