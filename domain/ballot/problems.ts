import { Refusal } from '../refusal'

/**
 * Everything that can be wrong with a ballot, a paper, or a public record: a stable name for programs and one sentence
 * for people. Constants of their own, so that a phone loads only those it can meet.
 */
export type Wrong = readonly [code: string, sentence: string]

export const NOT_CANONICAL: Wrong = ['NOT_CANONICAL', '格式不规范，无法核对']
export const SHAPE: Wrong = ['SHAPE', '内容不完整或格式不对']
export const TOO_LONG: Wrong = ['TOO_LONG', '内容过长']
export const ORDER: Wrong = ['ORDER', '各行的顺序不对']
export const INCOMPLETE: Wrong = ['INCOMPLETE', '公开记录不完整，缺少后面的部分']
export const MANIFEST: Wrong = ['MANIFEST', '本轮投票的设置有误']
export const MANIFEST_OTHER: Wrong = ['MANIFEST_OTHER', '不属于本轮投票：投票设置的校验码不一致']
export const HALL_CODE: Wrong = ['HALL_CODE', '投票设置的校验码与会场公布的不一致：这不是会场上的那一轮投票']
export const ISSUER_KEY: Wrong = ['ISSUER_KEY', '选票签发方的公钥不合格']
export const KEY: Wrong = ['KEY', '公钥不合格']
export const SEALED: Wrong = ['SEALED', '本轮选票的填法多于人数，逐张公开会暴露填票人，只能公开校验值']
export const NOT_SEALED: Wrong = ['NOT_SEALED', '本轮应当逐张公开选票，不能只公开校验值']
export const ROLL: Wrong = ['ROLL', '到会名册与投票设置里的校验值不一致：名册被改动过']
export const ROLL_SIZE: Wrong = ['ROLL_SIZE', '到会名册的人数与投票设置不一致']
export const DEVICE_TWICE: Wrong = ['DEVICE_TWICE', '两个席位登记了同一部手机的密钥']
export const NOT_ON_ROLL: Wrong = ['NOT_ON_ROLL', '领票人不在到会名册中']
export const DEVICE_SIGNATURE: Wrong = ['DEVICE_SIGNATURE', '领票记录没有领票人手机的有效签名']
export const OTHER_PAPER: Wrong = ['OTHER_PAPER', '这个席位已经领过另一张选票，不能再领']
export const DRAWN_TWICE: Wrong = ['DRAWN_TWICE', '同一个席位领了两张选票']
export const CHANNEL_PAPER: Wrong = ['CHANNEL_PAPER', '这个席位已经领了纸质选票，不能再用手机领票']
export const CHANNEL_PHONE: Wrong = ['CHANNEL_PHONE', '这个席位已经用手机领了选票，不能再领纸质选票']
export const BLINDED: Wrong = ['BLINDED', '领票请求里的数值不合格']
export const ISSUER_ANSWER: Wrong = ['ISSUER_ANSWER', '签发方给出的签发结果与领票请求不符']
export const TOKEN: Wrong = ['TOKEN', '选票没有签发方的有效凭证']
export const BALLOT_SIGNATURE: Wrong = ['BALLOT_SIGNATURE', '选票的签名无效：内容可能被改动过']
export const CHOICE: Wrong = ['CHOICE', '选票的填写不符合本轮的题目']
export const CHOICE_TOO_MANY: Wrong = ['CHOICE_TOO_MANY', '赞成的人数超过了应选人数']
export const WRITE_IN: Wrong = ['WRITE_IN', '另选人的姓名不合格']
export const BALLOT_TWICE: Wrong = ['BALLOT_TWICE', '同一张选票出现了两次']
export const MORE_BALLOTS_THAN_PAPERS: Wrong = ['MORE_BALLOTS_THAN_PAPERS', '收回的票多于发出的票，本轮投票无效']
export const BATCH: Wrong = ['BATCH', '纸质选票的数目对不上']
export const BATCH_SIGNATURE: Wrong = ['BATCH_SIGNATURE', '纸质选票没有两名监票人的有效签名']
export const DESTROYED: Wrong = ['DESTROYED', '没有签发方销毁签发密钥的有效声明']
export const HEAD_SIZE: Wrong = ['HEAD_SIZE', '签封记录里的张数与实际不一致']
export const HEAD_ROOT: Wrong = ['HEAD_ROOT', '签封记录里的校验值与实际内容不一致：内容被改动、增加或删除过']
export const HEAD_CHAIN: Wrong = ['HEAD_CHAIN', '签封记录与前一份接不上：记录被改写过']
export const HEAD_SIGNATURE: Wrong = ['HEAD_SIGNATURE', '签封记录缺少票箱、签发方或两名监票人的有效签名']
export const TALLY: Wrong = ['TALLY', '公布的计票结果与选票不一致']
export const RECEIPT: Wrong = ['RECEIPT', '回执不是票箱签发的']

/** The refusal with its sentence; `detail` says which one, in Chinese. */
export const no = ([code, sentence]: Wrong, detail = ''): Refusal => new Refusal(code, detail ? `${sentence}（${detail}）` : sentence)

export function demand(condition: boolean, wrong: Wrong, detail = ''): asserts condition {
  if (!condition) throw no(wrong, detail)
}
