import * as z from 'zod/mini'
import zhCN from 'zod/v4/locales/zh-CN.js'

// Must run before any schema is made: zod's JIT probes `new Function`, which WeChat forbids.
z.config({ ...zhCN(), jitless: true })
