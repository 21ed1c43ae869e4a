import { type RefusalText, row } from './refusal-row.ts'

/** Refusals of what never reached the business; their HTTP status says so. */
export const TRANSPORT_REFUSALS = {
  body_not_json: row(
    'PARAMERR',
    400,
    '请求体不是有效的 JSON',
    'The body is not JSON; send Content-Type: application/json',
  ),
  body_not_form: row(
    'PARAMERR',
    400,
    '请以 multipart/form-data 上传文件',
    'Send the file as multipart/form-data',
  ),
  body_not_urlencoded: row(
    'PARAMERR',
    400,
    '请以 application/x-www-form-urlencoded 提交',
    'Send the parameters as application/x-www-form-urlencoded, each name once',
  ),
  request_malformed: row('PARAMERR', 400, '请求格式有误', 'The request is malformed'),
  route_missing: row('REQERR', 404, '接口不存在', 'There is no such route; see /docs'),
  method_not_allowed: row(
    'REQERR',
    405,
    '接口不支持该请求方法',
    'The route does not take this method; see the Allow header',
  ),
  request_timeout: row(
    'PARAMERR',
    408,
    '请求未能在规定时间内到达',
    'The request did not arrive in time; send it again',
  ),
  body_too_large: row('PARAMERR', 413, '请求体过大', 'The body is too large'),
  uri_too_long: row('PARAMERR', 414, '请求地址过长', 'The address is longer than 8192 characters'),
  media_unsupported: row('PARAMERR', 415, '不支持的编码方式', 'This encoding is not supported'),
  expectation_failed: row(
    'PARAMERR',
    417,
    '不支持的 Expect 请求头',
    'Expect can be 100-continue and nothing else',
  ),
  idempotency_reused: row(
    'REQERR',
    422,
    '该 Idempotency-Key 已用于另一个请求',
    'This Idempotency-Key was used with another body; use a new key',
  ),
  too_many_requests: row(
    'REQERR',
    429,
    '请求过于频繁，请稍后再试',
    'Too many requests; retry later',
  ),
  headers_too_large: row('PARAMERR', 431, '请求头过大', 'The headers are larger than 16 KiB'),
  server_fault: row('SERVERERR', 500, '内部错误', 'Our own fault; please report the X-Request-Id'),
  database_fault: row(
    'DBERR',
    500,
    '数据库错误',
    'A database error; please report the X-Request-Id',
  ),
  database_away: row('DBERR', 503, '数据库暂时不可用，请稍后再试', 'No database now; retry later'),
  overloaded: row('SERVERERR', 503, '服务繁忙，请稍后再试', 'Overloaded; retry later'),
  shutting_down: row('SERVERERR', 503, '服务正在关闭，请稍后再试', 'Shutting down; retry later'),
} as const satisfies Record<string, RefusalText>
