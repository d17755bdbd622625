/** What each environment variable decides, for an operator: Chinese, then English. */
export const SETTING_WORDS: Readonly<Record<string, string>> = {
  HOST: '监听的地址；非本机地址须先有密钥或登录 · address; another than loopback needs keys or sign-in',
  PORT: '端口 · port',
  CLEARPOST_API_KEY: '总密钥，至少 24 个字符 · the operator’s key, 24 characters or more',
  CLEARPOST_OPEN: '不检查身份，任何人都能用 · ask nobody who they are',
  CLEARPOST_OIDC_ISSUER: '统一登录的网址（OpenID Connect） · where people sign in',
  CLEARPOST_OIDC_CLIENT_ID: '在登录系统登记的编号 · our id there',
  CLEARPOST_OIDC_CLIENT_SECRET: '在登录系统登记的密码 · our secret there',
  CLEARPOST_PUBLIC_URL: '浏览器访问本服务的网址 · where browsers reach this service',
  CLEARPOST_OIDC_SCOPE: '向登录系统要的内容 · what is asked of the provider',
  CLEARPOST_OIDC_NAME_CLAIM: '审计里用作人名的字段 · the claim that names a person in the trail',
  CLEARPOST_OIDC_ROLES_CLAIM: '写着角色的字段 · the claim that holds roles',
  CLEARPOST_OIDC_ROLES: '角色与权限：经办人=redact,审查员=redact+review · roles and their scopes',
  CLEARPOST_SESSION_HOURS: '登录后的小时数 · hours that a session lasts',
  CLEARPOST_SESSION_CHECK_MINUTES:
    '隔几分钟向登录系统核对一次 · minutes between two questions to the provider whether a session still holds',
  CLEARPOST_MAX_UPLOAD_MB: '每份文件的上限，MB · largest file, MB',
  CLEARPOST_UPLOAD_BUDGET_MB: '同时上传的总量，MB · all uploads in flight together, MB',
  CLEARPOST_DATA_DIR: '数据库、加密文件、密钥所在 · database, sealed files, keys',
  CLEARPOST_RULES_DIR: '整套自己的规则，代替自带的 · a whole set of rules in place of ours',
  CLEARPOST_POLICIES_DIR: '另加的发布规则 · policies of your own, beside ours',
  CLEARPOST_STORE: 'memory 不用数据库，重启即忘 · memory: no database, forgotten at a restart',
  DATABASE_URL: '自己的 PostgreSQL；不设则用内置的 · your PostgreSQL; else the embedded one',
  CLEARPOST_KEYRING: '密钥文件；不设则在数据文件夹 · file of master keys; else in the data folder',
  CLEARPOST_S3_ENDPOINT: '放加密文件的 S3 兼容存储 · an S3-compatible store for sealed files',
  CLEARPOST_S3_BUCKET: '存储桶 · bucket',
  CLEARPOST_S3_REGION: '区域 · region',
  CLEARPOST_S3_ACCESS_KEY_ID: '访问编号 · access key id',
  CLEARPOST_S3_SECRET_ACCESS_KEY: '访问密钥 · secret access key',
  CLEARPOST_S3_ADDRESSING:
    '桶名写在路径（path）或主机名（host） · bucket in the path or in the host name',
  CLEARPOST_S3_PREFIX: '桶内的文件夹，以 / 结尾 · a folder in the bucket, ending with /',
  CLEARPOST_WORKING_MINUTES: '原件保存的分钟数 · minutes that originals are kept',
  CLEARPOST_HELD_DAYS: '待复核的原件保存的天数 · days that originals are kept for review',
  CLEARPOST_MASKED_DAYS: '脱敏文件保存的天数 · days that masked files are kept',
  CLEARPOST_REPORT_DAYS: '报告保存的天数 · days that reports are kept',
  CLEARPOST_BACKLOG: '排队的份数，再多则请稍后再来 · documents in line; more are turned away',
  CLEARPOST_WORKERS: '同时处理的份数 · documents at a time',
  CLEARPOST_DOCUMENT_MEMORY_MB: '每份文件的内存上限，MB · memory for one document, MB',
  CLEARPOST_DOCUMENT_SECONDS: '每份文件的时间上限，秒 · time for one document, seconds',
  CLEARPOST_LIBREOFFICE: 'off 不用 LibreOffice 转换旧格式 · off: convert no old formats',
  CLEARPOST_QUEUE: '等候处理进程的份数 · documents that wait for a child process',
  CLEARPOST_DOCUMENTS_PER_CHILD:
    '处理进程更换前的份数 · documents before a child process is replaced',
  CLEARPOST_WAIT_SECONDS:
    '上传后等结果的秒数，之后答 202 · wait for a result before the answer is 202',
  CLEARPOST_PUBLISH_BUDGET_MS: '发布检查等结果的毫秒数 · wait for a publish decision, milliseconds',
  CLEARPOST_BROWSER: '网站复查用的 Chromium · a Chromium for sites built by scripts',
  CLEARPOST_CRAWL:
    '同时复查的网页数；0 不复查 · pages in hand when scanning; 0 leaves it to others',
  CLEARPOST_INTERNAL_HOSTS:
    '可以访问的内网主机，主机:端口,… · private hosts that may be fetched from, host:port,…',
  CLEARPOST_RESULTS_MB: 'memory 时结果的总量，MB · results kept with memory, MB',
  CLEARPOST_RESULT_MINUTES: 'memory 时结果保存的分钟数 · minutes that results are kept with memory',
  CLEARPOST_RATE_PER_MINUTE:
    '每个地址每分钟的请求数；0 不限 · requests a minute from one address; 0 for no limit',
  CLEARPOST_KEY_RATE_PER_MINUTE:
    '每把密钥每分钟的请求数，各进程合计；0 不限 · requests a minute with one key over all processes; 0 for no limit',
  CLEARPOST_TRUST_PROXY:
    '前面有几层反向代理（true 为一层）：只信它们写的来源地址 · how many proxies stand in front, whose word on addresses is believed',
  CLEARPOST_LOG_LEVEL: '日志的详细程度 · how much is logged',
};
