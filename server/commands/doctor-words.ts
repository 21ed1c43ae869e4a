/** What each check says, in English and Chinese; {0} and {1} are what it found. */
export const SAYINGS = {
  settings_wrong: ['{0}', '设置有误：{0}'],
  settings_read: ['all settings are read', '所有设置均已读取'],
  version: ['ihome {0} on Node {1}', 'ihome {0}，Node {1}'],

  address_missing: [
    'nobody can reach the site: set PUBLIC_URL to the https address that people use',
    '别人打不开网站：请把 PUBLIC_URL 设为大家使用的 https 地址',
  ],
  address_plain: [
    '{0} is not encrypted, so passwords and cookies can be read on the way: end TLS at a proxy and make PUBLIC_URL https',
    '{0} 没有加密，密码和 Cookie 会在途中被读取：请在反向代理上启用 TLS，并把 PUBLIC_URL 改为 https',
  ],
  address_silent: [
    '{0} does not lead to this site ({1}): look at the DNS, the proxy, its certificate, and whether `ihome serve` runs',
    '{0} 打不开本网站（{1}）：请检查 DNS、反向代理及其证书，以及 `ihome serve` 是否在运行',
  ],
  address_answers: ['{0} answers', '{0} 可以访问'],
  metrics_open: [
    '{0}/metrics is open to everybody: have the proxy keep /metrics and /readyz inside',
    '{0}/metrics 对所有人开放：请让反向代理只在内部提供 /metrics 和 /readyz',
  ],
  proxy_unknown: [
    'limits take the proxy for every visitor, as TRUST_PROXY is not set: set it to the number of proxies, 1 for one',
    '没有设置 TRUST_PROXY，限制会把代理当作每一位访客：请设为代理的层数，一层即 1',
  ],
  proxy_all: [
    'TRUST_PROXY=true believes whatever clients write: set the number of proxies, unless a proxy removes X-Forwarded-For',
    'TRUST_PROXY=true 会相信客户端写的任何地址：除非代理会清除 X-Forwarded-For，请改为代理的层数',
  ],
  proxy_known: ['TRUST_PROXY is {0}', 'TRUST_PROXY 为 {0}'],

  sms_outbox: [
    'codes are sent to nobody: set SMS_PROVIDER and its keys',
    '验证码不会发给任何人：请设置 SMS_PROVIDER 及其密钥',
  ],
  sms_codes_only: [
    'SMS of orders are not sent: set ALIYUN_SMS_NOTICE_TEMPLATE_CODE to send them',
    '订单短信不会发送：如需发送，请设置 ALIYUN_SMS_NOTICE_TEMPLATE_CODE',
  ],
  sms_sent: ['SMS are sent by {0}', '短信由 {0} 发送'],
  mail_unsent: [
    'no mail is sent: set SMTP_URL and MAIL_FROM to send it',
    '邮件不会发送：如需发送，请设置 SMTP_URL 和 MAIL_FROM',
  ],
  mail_sent: ['mail is sent from {0}', '邮件由 {0} 发出'],
  payments_sandbox: [
    'no money moves, as guests pay in the sandbox: set PAYMENT_PROVIDER and its keys',
    '房客在沙箱里付款，不会收到钱：请设置 PAYMENT_PROVIDER 及其密钥',
  ],
  payments_taken: ['guests pay by {0}', '房客可用 {0} 付款'],
  terms_general: [
    'people agree to the general terms at /terms: set IHOME_TERMS_URL to your own',
    '用户同意的是 /terms 的通用条款：请用 IHOME_TERMS_URL 指定自己的条款',
  ],
  terms_own: ['people agree to {0}', '用户同意 {0}'],

  database_away: [
    'the database cannot be used ({0}): look at DATABASE_URL and whether Postgres runs',
    '数据库不可用（{0}）：请检查 DATABASE_URL，以及 Postgres 是否在运行',
  ],
  database_old: [
    'Postgres {0} is too old: use 15 or newer',
    'Postgres {0} 版本太旧：请使用 15 或更新的版本',
  ],
  database_embedded: [
    'the embedded Postgres {0} suits a handful of houses: `ihome move --to postgres://…` takes the site to one of its own',
    '内嵌的 Postgres {0} 适合少量房屋：`ihome move --to postgres://…` 可把网站搬到自己的 Postgres',
  ],
  database_answers: ['Postgres {0} answers', 'Postgres {0} 正常'],
  schema_newer: [
    'the database belongs to a later version (it has {0}): update ihome',
    '数据库属于更新的版本（已有 {0}）：请升级 ihome',
  ],
  schema_older: [
    '{0} migrations wait: `ihome migrate --plan` says what they do, `ihome migrate` runs them',
    '有 {0} 个迁移待运行：`ihome migrate --plan` 说明其作用，`ihome migrate` 执行',
  ],
  schema_current: ['the schema is up to date', '数据库结构是最新的'],
  clock_off: [
    "this machine's clock is {0} s from the database's, and payments go by it: synchronise both (NTP)",
    '本机时钟与数据库相差 {0} 秒，而支付依赖时钟：请用 NTP 同步两者',
  ],
  clock_right: ["this machine's clock agrees with the database's", '本机时钟与数据库一致'],
  currency_other: [
    'IHOME_CURRENCY is {0}, and the amounts of this site are in {1}: set it back',
    'IHOME_CURRENCY 为 {0}，而本站金额以 {1} 计：请改回',
  ],
  areas_none: [
    'nobody can publish a house, as there is no area: `ihome areas --add …`',
    '还没有城区，谁也不能发布房屋：请用 `ihome areas --add …` 添加',
  ],
  demo_people: [
    'the demo people are here, and everybody knows their password: begin with an empty database',
    '库里有演示用户，其密码人尽皆知：请从空数据库开始',
  ],
  jobs_dead: [
    '{0} jobs were given up: docs/operations.md, “Messages”, says how to see why',
    '有 {0} 个任务已放弃：原因的查看方法见 docs/operations.md 的 “Messages”',
  ],
  jobs_waiting: [
    'jobs have been waiting for {0} minutes: run `ihome worker`, or `ihome serve` without --no-jobs',
    '任务已等待 {0} 分钟：请运行 `ihome worker`，或不带 --no-jobs 的 `ihome serve`',
  ],
  jobs_done: ['jobs are being done', '后台任务正常'],
  refunds_refused: [
    '{0} refunds were refused by their provider: `ihome refunds`',
    '有 {0} 笔退款被支付渠道拒绝：见 `ihome refunds`',
  ],
  check_failed: [
    'checks of the {0} find {1} kinds of trouble: `ihome verify {0}` lists them',
    '{0} 数据不一致（{1} 类问题）：`ihome verify {0}` 会列出',
  ],
  check_passed: ['checks of the {0} find nothing wrong', '{0} 数据一致'],

  files_fail: [
    'pictures cannot be kept ({0}): look at IHOME_DATA_DIR or the settings of S3_BUCKET',
    '图片无法保存（{0}）：请检查 IHOME_DATA_DIR 或 S3_BUCKET 的设置',
  ],
  files_kept: ['pictures are kept and read', '图片可以保存和读取'],
  disk_full: [
    'only {0} are free in {1}: make room before the database stops',
    '{1} 只剩 {0}：请在数据库停摆之前腾出空间',
  ],
  disk_low: ['{0} are free in {1}, less than a tenth', '{1} 剩余 {0}，不到十分之一'],
  disk_free: ['{0} are free in {1}', '{1} 剩余 {0}'],
  backup_unknown: [
    'nobody knows of a backup: run `ihome backup FILE` daily, and set IHOME_BACKUP_DIR to where the files are',
    '没有备份的消息：请每天运行 `ihome backup 文件`，并把 IHOME_BACKUP_DIR 设为备份所在目录',
  ],
  backup_none: [
    'there is no backup in {0}: run `ihome backup {0}/ihome.tar`',
    '{0} 里没有备份：请运行 `ihome backup {0}/ihome.tar`',
  ],
  backup_old: [
    'the newest backup is {0} hours old: look at what runs `ihome backup` daily',
    '最新的备份已有 {0} 小时：请检查每天运行 `ihome backup` 的任务',
  ],
  backup_new: ['the newest backup is {0} hours old', '最新的备份在 {0} 小时前'],
  redis_away: [
    'REDIS_URL does not answer ({0}); the site runs without, and counts on each server alone',
    'REDIS_URL 没有应答（{0}）；网站照常运行，但各服务器各自计数',
  ],
  redis_answers: ['Redis answers', 'Redis 正常'],

  verdict_bad: [
    'things that stand between this site and the public: {0}',
    '网站对外开放前必须解决的问题：{0} 项',
  ],
  verdict_good: ['nothing stands between this site and the public', '网站可以对外开放'],
} as const satisfies Readonly<Record<string, readonly [string, string]>>

export type Saying = keyof typeof SAYINGS
export type Language = 'en' | 'zh'

/** `bad`: it stands between the site and the public. */
export type Mark = 'ok' | 'note' | 'bad'

export interface Finding {
  readonly mark: Mark
  readonly saying: Saying
  readonly values: readonly (string | number)[]
}

export const found = (
  mark: Mark,
  saying: Saying,
  ...values: readonly (string | number)[]
): Finding => ({ mark, saying, values })

const MARKS: Readonly<Record<Mark, readonly [string, string]>> = {
  ok: ['ok    ', '正常  '],
  note: ['note  ', '注意  '],
  bad: ['TO DO ', '待解决'],
}

export const say = (saying: Saying, language: Language, ...values: readonly (string | number)[]) =>
  SAYINGS[saying][language === 'zh' ? 1 : 0].replace(/\{(\d)\}/g, (_, at) =>
    String(values[Number(at)]),
  )

export const lineOf = ({ mark, saying, values }: Finding, language: Language): string =>
  `${MARKS[mark][language === 'zh' ? 1 : 0]}  ${say(saying, language, ...values)}`
