import { useState } from 'react'

const createTurn = () => {
  let current = 0
  return {
    /** Begins a turn; what it returns says whether the turn is still the newest. */
    take() {
      const mine = ++current
      return () => mine === current
    },
    /** Lets no answer that is on its way count any more. */
    drop() { current++ },
  }
}

/** Answers come in any order; only the one to the newest question counts. */
export const useTurn = () => useState(createTurn)[0]
