/** The whole look of the report: one file that needs nothing else, on screen and on paper. */
export const STYLE = `
:root{--ink:#1c2430;--soft:#5b6675;--line:#d9dee6;--wash:#f5f7fa;--clean:#18794e;--masked:#0b68a8;--review:#a15c00;--refused:#b42318}
*{box-sizing:border-box}
body{margin:0 auto;padding:2.5rem 1.5rem;max-width:60rem;color:var(--ink);background:#fff;font:16px/1.7 "Noto Sans CJK SC","Source Han Sans SC","PingFang SC","Microsoft YaHei",system-ui,sans-serif}
h1{font-size:1.5rem;margin:0 0 1.25rem}
h2{font-size:1.1rem;margin:2.25rem 0 .75rem;padding-bottom:.35rem;border-bottom:2px solid var(--line)}
.verdict{padding:1.1rem 1.35rem;border-left:.5rem solid;border-radius:.4rem;background:var(--wash)}
.verdict strong{display:block;font-size:1.5rem;line-height:1.4}
.verdict p{margin:.3rem 0 0}
.clean{border-color:var(--clean)}.clean strong{color:var(--clean)}
.masked{border-color:var(--masked)}.masked strong{color:var(--masked)}
.review{border-color:var(--review)}.review strong{color:var(--review)}
.refused{border-color:var(--refused)}.refused strong{color:var(--refused)}
table{width:100%;border-collapse:collapse;font-size:.94rem}
th,td{padding:.45rem .6rem;text-align:left;vertical-align:top;border-bottom:1px solid var(--line);overflow-wrap:anywhere}
.types td{overflow-wrap:break-word}
thead th{background:var(--wash);font-weight:600}
tfoot th,tfoot td{font-weight:600;border-bottom:0}
.count{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
dl{display:grid;grid-template-columns:9rem 1fr;gap:.2rem 1rem;margin:0;font-size:.94rem}
dt{color:var(--soft)}dd{margin:0;overflow-wrap:anywhere}
.finding{padding:.8rem 1rem;margin:0 0 .7rem;border:1px solid var(--line);border-left:.3rem solid var(--masked);border-radius:.35rem;break-inside:avoid}
.finding.is-review{border-left-color:var(--review);background:#fffaf2}
.finding.is-keep{border-left-color:var(--line)}
.finding h3{margin:0 0 .35rem;font-size:1rem;display:flex;flex-wrap:wrap;gap:.5rem;align-items:baseline}
.finding h3 small{color:var(--soft);font-weight:400}
.tag{margin-left:auto;font-size:.82rem;padding:0 .55rem;border:1px solid currentColor;border-radius:1rem;color:var(--masked);font-weight:600}
.disguise{font-size:.82rem;padding:0 .55rem;border-radius:1rem;background:#1c2430;color:#fff;font-weight:600}
.warning{padding:.7rem 1rem;border-left:.3rem solid #1c2430;background:var(--wash)}
.is-review .tag{color:var(--review)}.is-keep .tag{color:var(--soft)}
.finding ul{margin:0;padding-left:1.1rem}
code{font:.92em ui-monospace,"Noto Sans Mono CJK SC",Consolas,monospace;letter-spacing:.02em}
footer{margin-top:2.5rem;color:var(--soft);font-size:.85rem}
@page{margin:18mm 16mm}
@media print{body{padding:0;max-width:none;font-size:11pt}.verdict,.finding,.disguise,thead th{print-color-adjust:exact}thead{display:table-header-group}h2{break-after:avoid}}
@media (max-width:36rem){dl{grid-template-columns:1fr}dt{margin-top:.4rem}.types th,.types td{padding:.4rem .25rem}}
`;
