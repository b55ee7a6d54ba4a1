/** A short film of slides: lines of text by slide, each shown equally long. */
export interface Film { name: string; title: string; seconds: number; slides: string[][] }

export const films: Film[] = [
  {
    name: 'duties-1', title: '职工代表是谁选出来的', seconds: 24,
    slides: [['职工代表由本单位职工', '直接选举产生'], ['选举时要有三分之二以上', '的职工参加'], ['获得全体职工过半数', '赞成票的当选']],
  },
  {
    name: 'motions-1', title: '怎样写好一件提案', seconds: 30,
    slides: [['一件提案只写一件事'], ['案由说清楚：', '哪里、什么问题、多久了'], ['建议写具体：', '谁来做、做到什么程度'], ['请两位以上代表附议']],
  },
  {
    name: 'safety-1', title: '车间行车吊装安全', seconds: 20,
    slides: [['吊装前先看限位装置'], ['重物下面不站人、', '不过人'], ['听见异响立即停车', '并报告班组长']],
  },
]

/** What the PDF of the demonstration says. */
export const handbook = {
  title: '厂务公开一页通',
  paragraphs: [
    '公开什么：企业重大决策，涉及职工切身利益的事项，与领导班子和廉洁建设有关的事项。',
    '怎么公开：职工代表大会、厂务公开栏、班前会、网上公开。',
    '谁来监督：职工代表可以查阅资料、提出质询；单位应在规定的时间内答复。',
    '没有公开怎么办：先向本单位工会反映，工会督促公开；仍不公开的，可以向上级工会和监察部门反映。',
  ],
}
