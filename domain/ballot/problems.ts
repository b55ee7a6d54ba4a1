import { Refusal } from '../refusal'

/** Everything that can be wrong with a ballot, a paper, or a public record; stable names for programs, one sentence for people. */
const sentences = {
  NOT_CANONICAL: '格式不规范，无法核对',
  SHAPE: '内容不完整或格式不对',
  TOO_LONG: '内容过长',
  ORDER: '各行的顺序不对',
  INCOMPLETE: '公开记录不完整，缺少后面的部分',
  MANIFEST: '本轮投票的设置有误',
  MANIFEST_OTHER: '不属于本轮投票：投票设置的校验码不一致',
  HALL_CODE: '投票设置的校验码与会场公布的不一致：这不是会场上的那一轮投票',
  ISSUER_KEY: '选票签发方的公钥不合格',
  KEY: '公钥不合格',
  SEALED: '本轮选票的填法多于人数，逐张公开会暴露填票人，只能公开校验值',
  NOT_SEALED: '本轮应当逐张公开选票，不能只公开校验值',
  ROLL: '到会名册与投票设置里的校验值不一致：名册被改动过',
  ROLL_SIZE: '到会名册的人数与投票设置不一致',
  DEVICE_TWICE: '两个席位登记了同一部手机的密钥',
  NOT_ON_ROLL: '领票人不在到会名册中',
  DEVICE_SIGNATURE: '领票记录没有领票人手机的有效签名',
  OTHER_PAPER: '这个席位已经领过另一张选票，不能再领',
  DRAWN_TWICE: '同一个席位领了两张选票',
  CHANNEL_PAPER: '这个席位已经领了纸质选票，不能再用手机领票',
  CHANNEL_PHONE: '这个席位已经用手机领了选票，不能再领纸质选票',
  BLINDED: '领票请求里的数值不合格',
  ISSUER_ANSWER: '签发方给出的签发结果与领票请求不符',
  TOKEN: '选票没有签发方的有效凭证',
  BALLOT_SIGNATURE: '选票的签名无效：内容可能被改动过',
  CHOICE: '选票的填写不符合本轮的题目',
  CHOICE_TOO_MANY: '赞成的人数超过了应选人数',
  WRITE_IN: '另选人的姓名不合格',
  BALLOT_TWICE: '同一张选票出现了两次',
  MORE_BALLOTS_THAN_PAPERS: '收回的票多于发出的票，本轮投票无效',
  BATCH: '纸质选票的数目对不上',
  BATCH_SIGNATURE: '纸质选票没有两名监票人的有效签名',
  DESTROYED: '没有签发方销毁签发密钥的有效声明',
  HEAD_SIZE: '签封记录里的张数与实际不一致',
  HEAD_ROOT: '签封记录里的校验值与实际内容不一致：内容被改动、增加或删除过',
  HEAD_CHAIN: '签封记录与前一份接不上：记录被改写过',
  HEAD_SIGNATURE: '签封记录缺少票箱、签发方或两名监票人的有效签名',
  TALLY: '公布的计票结果与选票不一致',
  RECEIPT: '回执不是票箱签发的',
} as const

export type BallotCode = keyof typeof sentences

/** The refusal with its sentence; `detail` says which one, in Chinese. */
export const no = (code: BallotCode, detail = ''): Refusal => new Refusal(code, detail ? `${sentences[code]}（${detail}）` : sentences[code])

export function demand(condition: boolean, code: BallotCode, detail = ''): asserts condition {
  if (!condition) throw no(code, detail)
}
