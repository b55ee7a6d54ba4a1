/** Has the record this key of its own? Its keys may be what a stranger chose. (`Object.hasOwn` is missing on iOS 14.) */
export const has = (record: object, key: string): boolean => Object.prototype.hasOwnProperty.call(record, key)
