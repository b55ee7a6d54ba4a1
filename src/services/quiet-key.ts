/** Where the phone keeps that it holds a paper of a running secret ballot; read before anything else is started. */
export const QUIET_KEY = 'ballotQuiet'
