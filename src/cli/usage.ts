export const USAGE = `用法 · Usage
  clearpost redact 文件… -o 目录    查出并去除个人信息，写出可发布的文件与报告
                                   find and remove personal identifiers; write the file and its report
  clearpost inspect 文件…           只检查，不写文件 · look only, write nothing
  clearpost serve                  启动网页与 HTTP 服务 · start the page and the HTTP service
  clearpost worker                 只处理队列中的文件 · work off the queue without serving
  clearpost gate --upstream 网址   站在内容管理系统前面把关：上传与发布先过检查
                                   stand in front of a CMS; uploads and pages are checked first
  clearpost rescan 网址            检查已上网的网站；也可给单个网页、文件夹、WARC、站点地图或网址清单
                                   check what is online: a site, a page, a folder, a WARC, a sitemap, a list
  clearpost audit verify           核验审计记录未被改动 · verify that the audit trail is unchanged
  clearpost audit export [-o 文件]  导出签名的审计记录（JSON Lines） · export the trail, signed
  clearpost audit verify --file 文件 [--key 公钥]
                                   离线核验导出的记录 · verify an export, without the database
  clearpost keys [list] | create 名称 --scope 权限… | revoke 编号
                                   访问密钥 · API keys: list, make (shown once), revoke
  clearpost sessions [list] | end 人员或编号
                                   已登录的人；结束其会话 · who is signed in; sign them out
  clearpost config                 列出环境变量及其现值 · list the environment variables and their values
  clearpost policies | rules       列出发布规则、识别规则 · list policies or rules

选项 · Options
  -o, --output 目录    结果目录，没有则新建 · folder for results, made when missing
  --policy 名称        发布规则；auto 表示按内容判断（默认 general） · policy id, auto to guess
  --password-file 文件  其中是加密 PDF 的密码；也可用环境变量 CLEARPOST_PASSWORD
                       holds the password of encrypted PDFs; or the variable CLEARPOST_PASSWORD
  --force              覆盖以前的结果（绝不覆盖原文件） · replace earlier results, never an input
  --publish-path 前缀   gate：这些路径上连同表单文字一起检查（可多次） · check text fields there too
  --on-findings 方式    gate：replace 换成遮盖后的内容（默认），hold 拦下 · replace (default) or hold
  --head 序号:摘要      上次核验得到的末条 · the head that an earlier verification printed
  --after 序号          从这一条之后导出 · export what follows that event
  --scope 权限          keys：redact、publish-check、review、site、audit、admin（可多次） · what it may do
  --rate 次数           keys：每分钟最多请求数 · requests a minute
  --expires 日期        keys：到期日 · when it ends
  --signs              keys：另给签名密钥（Standard Webhooks） · for a system that signs
  rescan 的选项见 clearpost rescan --help · for the options of rescan see clearpost rescan --help
  --json               每个文件输出一行 JSON · one line of JSON for each file
  --help, --version

退出码 · Exit codes
  0 可以发布 may be published（rescan：没有暴露 nothing exposed）   1 有发现或须人工复核 findings or review   2 失败 failure
`;
