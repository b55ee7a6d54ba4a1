/** What stands in the place of a name once its person was erased 注销. */
export const ERASED_NAME = '已注销'
