import type { Bilingual } from '../../engine/report/report.ts';

const word = (zh: string, en: string): Bilingual => ({ zh, en });

/** Why pages and documents of a site were not looked at, or a scan broke off; by code, for people. */
const PROBLEMS: Readonly<Record<string, Bilingual>> = {
  image: word('图片（不识别图中文字）', 'pictures: no text in them is read'),
  'image-small': word('小图片（8 KB 以下，多为图标）', 'small pictures under 8 KB, mostly icons'),
  media: word('音视频和程序', 'sound, films and programs'),
  robots: word('robots.txt 不许查看', 'robots.txt forbids it'),
  'out-of-scope': word('不在扫描范围内', 'outside the scope of the scan'),
  'needs-scripts': word(
    '由脚本生成的网页（须设浏览器 CLEARPOST_BROWSER 并打开 render）',
    'pages built by scripts: they need CLEARPOST_BROWSER and render',
  ),
  login: word('要登录才能看', 'behind a login'),
  forbidden: word('网站拒绝访问（401、403 等）', 'the site refused (401, 403 …)'),
  'left-site': word('转到了别的网站', 'led to another site'),
  busy: word('网站繁忙（429、503）', 'the site was busy (429, 503)'),
  'server-error': word('网站出错（5xx）', 'the site failed (5xx)'),
  'no-answer': word('没有应答', 'no answer'),
  'no-such-host': word('域名不存在', 'no such host'),
  'too-slow': word('应答太慢', 'too slow'),
  'too-large': word('文件太大', 'too large'),
  'too-many-redirects': word('转来转去', 'redirected without end'),
  'address-refused': word('指向内网地址，不予访问', 'a private address, not visited'),
  certificate: word('证书有误', 'bad certificate'),
  'certificate-untrusted': word(
    '证书不受信任（自签或缺中间证书）',
    'certificate signed by nobody who is trusted',
  ),
  'certificate-expired': word(
    '证书已过期或尚未生效',
    'certificate has expired or is not valid yet',
  ),
  'certificate-wrong-host': word('证书与域名不符', 'certificate is for another host'),
  'format-unsupported': word('不支持的文件格式', 'format is not supported'),
  'document-damaged': word('文件已损坏', 'damaged'),
  'document-encrypted': word('文件已加密', 'encrypted'),
  'document-limit-exceeded': word('文件过大或过于复杂', 'too large or too complex'),
  undecodable: word('内容解不开', 'could not be unpacked'),
  'not-in-archive': word('导出文件中没有其内容', 'its content is not in the archive'),
  link: word('符号链接，不予跟随', 'symbolic links, not followed'),
  unreadable: word('读不出', 'unreadable'),
  internal: word('检查时出错', 'failed in the looking'),
  unreachable: word('网站无法访问', 'the site cannot be reached'),
  asked: word('有人停止了扫描', 'somebody stopped it'),
  budget: word('达到了设定的上限', 'its limit was reached'),
  damaged: word('导出文件不完整或已损坏', 'the export is incomplete or damaged'),
  'not-reached': word('尚未查到', 'not reached yet'),
};

/** A code that has no words of its own is told as it is. */
export const problemWords = (code: string): Bilingual => PROBLEMS[code] ?? word(code, code);
