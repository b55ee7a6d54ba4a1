import { useEffect } from 'react'
import type { Ballot } from '../../../domain/ballot/ballot'
import { pureEngine } from '../../../domain/ballot/engine'
import { searchBoard } from '../../../domain/ballot/find'
import type { Round } from '../../../domain/ballot/manifest'
import { readBoard } from '../../services/box'
import type { HeldPaper } from '../../services/credentials'
import { host } from '../../services/host'
import { useAct } from '../../services/use-act'
import { inPieces, told } from './keys'

/** 查验: the whole board is fetched and searched on the phone; nobody is asked for one ballot. */
export const useFind = (roundId: string, round: Round | undefined, held: HeldPaper | undefined, counted: boolean, keep: (paper: HeldPaper) => void) => {
  const act = useAct(async () => {
    if (!round || !held) return
    try {
      const { lines, head } = await readBoard(roundId)
      const { place, of } = await inPieces(searchBoard(round, JSON.parse(held.ballot) as Ballot, lines, head, pureEngine))
      keep({ ...held, place, of })
    } catch (error) {
      throw told(error)
    }
  })
  const { run } = act
  const wanted = counted && round !== undefined && held !== undefined && held.ballot !== '' && held.place === null
  useEffect(() => { if (wanted) void run() }, [wanted, run])
  return act
}

/** Evidence 凭据 that anybody can judge with the public record: `npm run verify -- record.json --evidence file`. */
export const handOverEvidence = ({ ballot, receipt }: HeldPaper) =>
  host.handOver('选票凭据.json', JSON.stringify({ ballot: JSON.parse(ballot) as unknown, receipt }, null, 1), 'utf8')
