/** A failure that the caller of the SDK is meant to see, with CloudBase's own code. */
export class DbError extends Error {
  constructor(readonly code: string, message: string) {
    super(message)
  }
}

/** MongoDB's own refusals reach the SDK's users under this one code, the reason in the text. */
export const refused = (message: string) => new DbError('DATABASE_REQUEST_FAILED', message)

export const invalid = (message: string) => new DbError('INVALID_PARAM', message)

export const noCollection = (name: string) =>
  new DbError('DATABASE_COLLECTION_NOT_EXIST', `[ResourceNotFound] Db or Table not exist: ${name}`)

export const collectionExists = (name: string) =>
  new DbError('DATABASE_COLLECTION_ALREADY_EXIST', `[ResourceExist] Table exist: ${name}`)

export const duplicateKey = (collection: string, index: string, values: string) =>
  refused(`E11000 duplicate key error collection: ${collection} index: ${index} dup key: ${values}`)

export const conflict = () =>
  new DbError('DATABASE_TRANSACTION_CONFLICT', '[ResourceUnavailable.TransactionBusy] Transaction is busy: WriteConflict')

export const noTransaction = () =>
  new DbError(
    'DATABASE_TRANSACTION_FAIL',
    '[ResourceUnavailable.TransactionNotExist] Transaction does not exist on the server, ' +
      'transaction must be commit or abort in 30 seconds',
  )

/** Thrown by a reader that has looked at more rows than a quick answer may cost. */
export class TooLong extends Error {}
