export const RESCAN_USAGE = `clearpost rescan 目标    检查已上网的网站上有没有不该公开的个人信息 · look for personal identifiers online

目标 · What to look at
  https://www.example.gov.cn/          整个网站：网页、附件、站点地图 · a whole site
  https://www.example.gov.cn/a.html    只查这一页 · that page alone
  https://…/sitemap.xml  清单.txt       站点地图，或每行一个网址的清单 · a sitemap, or a list, one address a line
  导出.warc.gz                          网站导出的 WARC · a web archive
  文件夹 --origin 网址                   网站导出的文件夹 · a folder, and where it is online

选项 · Options
  --policy 名称                发布规则，auto 表示按内容判断（默认 general） · policy id, auto to guess
  --include 路径  --exclude 路径  只查、不查以此开头的路径（可多次） · only, or not, these paths
  --internal                   网站在内网（私有地址） · the site is on a private address
  --part                       导出的只是网站的一部分，没有的不算撤下 · the export is not the whole site
  --max-pages 数               最多查这么多页 · most pages
  --delay-ms 毫秒              两次请求的间隔（默认 50，网站变慢时自动加长） · time between requests
  --ignore-robots              不理会 robots.txt（自己的网站） · disregard robots.txt
  --any-certificate            不验证证书 · accept any certificate
  --report 文件                写出报告：.html 网页、.csv 表格、.json；.letters.html 整改通知
                               write a report, by its ending; letters to departments
  --json                       每个网站输出一行 JSON · one line of JSON for each site

这些设定随网站记住，下次不必再写。按 Ctrl-C 暂停，再次运行即接着查。
Settings stay with the site. Ctrl-C pauses; run it again to go on.

退出码 · Exit codes
  0 没有仍在网上的 nothing exposed   1 有仍在网上的 something is   2 没有查完或失败 not complete, or failed
`;
