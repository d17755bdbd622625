import { html, type Markup } from '../../../engine/report/html/escape.ts';
import { SITE_WORDS } from './report-words.ts';
import {
  isStanding,
  type ReportedExposure,
  type SiteReport,
  shownBy,
  titleIn,
} from './site-report.ts';

const STYLE = `
body{margin:0;color:#000;font:12pt/1.9 "FangSong","Noto Serif CJK SC","Source Han Serif SC","SimSun",serif}
section{max-width:44rem;margin:0 auto;padding:2.5rem 1.5rem;break-after:page}
h1{font-size:1.5rem;text-align:center;letter-spacing:.1em}
p{margin:.4em 0;text-indent:2em}.to{text-indent:0}.sign{text-align:right;text-indent:0;padding-right:2em}
h2{font-size:1em;margin:2em 0 0;break-after:avoid}
table{width:100%;table-layout:fixed;border-collapse:collapse;font-size:.86em;line-height:1.5;margin:1em 0}
th{white-space:nowrap}th,td{border:1px solid #000;padding:.3em .5em;text-align:left;vertical-align:top;overflow-wrap:anywhere}
@page{size:A4;margin:25mm 22mm}@media print{section{padding:0;max-width:none}thead{display:table-header-group}tr{break-inside:avoid}}
`;

/**
 * A letter to each department whose documents still stand, listing what to take down and where; ready
 * to print, one letter a sheet. Holds no value: a letter passes through many hands.
 */
export function lettersPage(report: SiteReport): string {
  const standing = report.exposures.filter(isStanding);
  const letters = [...Map.groupBy(standing, ({ department }) => department)].map(
    ([department, theirs]) => letter(department, theirs, report),
  );
  return html`<!doctype html>
<html lang="zh-CN">
<head><meta charset="utf-8"><meta name="robots" content="noindex"><title>整改通知 ${report.site}</title><style>${{ html: STYLE }}</style></head>
<body>${letters.length === 0 ? html`<section><p>没有需要整改的文件。</p></section>` : letters}</body>
</html>
`.html;
}

function letter(
  department: string | null,
  exposures: readonly ReportedExposure[],
  report: SiteReport,
): Markup {
  const places = exposures.reduce((sum, one) => sum + one.places.length, 0);
  const oldest = Math.max(...exposures.map(({ days }) => days));
  return html`<section>
<h1>关于整改网上公开个人信息的通知</h1>
<p class="to">${department ?? '（请填写发布单位）'}：</p>
<p>经对 ${report.site} 的扫描，发现你单位发布的 ${exposures.length} 份文件（共 ${places} 处）仍在网上公开不应公开的个人信息，最早的至少已公开 ${oldest} 天，清单附后。</p>
<p>请按照《中华人民共和国个人信息保护法》和《中华人民共和国政府信息公开条例》的有关规定：</p>
<p>一、立即撤下清单所列页面和附件，包括同一文件的所有网址；</p>
<p>二、确需继续公示的，删除或遮盖其中的个人信息后重新发布，不要只在原文件上覆盖图形；</p>
<p>三、通知搜索引擎和转载网站清除快照和副本；</p>
<p>四、于＿＿月＿＿日前将处理结果报送本单位，下次扫描时将予以复核。</p>
<p class="sign">（发函单位）</p>
<p class="sign">${date(report.at)}</p>
<h2>附件：需要整改的文件清单</h2>
<table>
<colgroup><col style="width:2.6em"><col style="width:24%"><col style="width:14%"><col style="width:18%"><col style="width:4.4em"><col></colgroup>
<thead><tr><th>序号</th><th>文件</th><th>问题</th><th>涉及的信息</th><th>已公开</th><th>网址</th></tr></thead>
<tbody>${exposures.map((one, index) => row(one, index, report))}</tbody>
</table>
</section>`;
}

const row = (one: ReportedExposure, index: number, report: SiteReport): Markup => html`<tr>
<td>${index + 1}</td><td>${titleIn(one, 'zh')}</td><td>${SITE_WORDS.zh.kind[one.kind]}${one.status === 'reopened' ? '（撤下后再次出现）' : ''}</td>
<td>${shownBy(one, report)
  .map((shown) => `${shown} 处`)
  .join('、')}</td>
<td>${one.days} 天</td><td>${one.places.map(({ address }) => html`${address}<br>`)}</td>
</tr>`;

const date = (iso: string): string =>
  new Date(iso).toLocaleDateString('zh-CN', { timeZone: 'Asia/Shanghai', dateStyle: 'long' });
