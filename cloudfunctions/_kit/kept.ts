/** What every document has: its tenant, and a revision that every conditional write increments. */
export interface Kept {
  _id: string
  tenantId: string
  rev: number
}
