// A post of 3 kB, as a county's site publishes them: prose, a table, links; every fourth names a person's numbers.
const PARAGRAPH =
  '<p>根据《政府信息公开条例》和学校资助工作安排，经个人申请、班级评议、年级审核，现将拟资助名单予以公示。公示期为五个工作日，' +
  '如有异议，请于公示期内以书面形式向学生资助管理中心反映，联系人应当提供真实情况并对所反映的问题负责。</p>\n';
const BYTES = 3000;

/** One that was never sent before: `turn` is part of it. */
export function post(turn: number): string {
  const rows = Array.from(
    { length: 6 },
    (_, row) =>
      `<tr><td>${row + 1}</td><td>某某${turn % 97}</td><td>第${row + 1}中学</td><td>${1000 + row * 250}元</td></tr>`,
  ).join('\n');
  const planted = turn % 4 === 0 ? `<p>身份证号：${numbered(turn)}</p>` : '';
  let html = `<h2>关于资助名单的公示（第${turn}号）</h2>\n<table><tr><th>序号</th><th>姓名</th><th>学校</th><th>金额</th></tr>\n${rows}</table>\n${planted}`;
  while (Buffer.byteLength(html) < BYTES) html += PARAGRAPH;
  return JSON.stringify({ contentId: `post-${turn}`, title: `公示第${turn}号`, html });
}

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** An invented person's number that fits its checksum. */
function numbered(turn: number): string {
  const digits = `11010519491231${String(turn % 1000).padStart(3, '0')}`;
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(digits[index]), 0);
  return digits + '10X98765432'[sum % 11];
}
