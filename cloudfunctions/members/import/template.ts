import writeWorkbook from 'write-excel-file/universal'

const columns = [
  { heading: '姓名', width: 12, example: '张三', how: '必填' },
  { heading: '工号', width: 12, example: '10001', how: '必填，本单位内不能重复；字母、数字或短横线，最多 20 位' },
  { heading: '手机', width: 15, example: '13800000000', how: '11 位；空着表示不改动原来的号码' },
  { heading: '单位', width: 18, example: '总装分厂', how: '与“单位”页面里的名称一致；新职工必填' },
  { heading: '班组', width: 14, example: '总装一班', how: '与“单位”页面里的名称一致；没有班组就空着' },
  { heading: '是否代表', width: 10, example: '是', how: '填“是”或“否”；空着表示不改动' },
  { heading: '届', width: 10, example: '第六届', how: '代表才填' },
  { heading: '代表团', width: 18, example: '总装分厂代表团', how: '代表才填' },
  { heading: '选区', width: 18, example: '总装分厂选区', how: '代表才填' },
  { heading: '类别', width: 12, example: '一线职工', how: '代表才填：一线职工、科技人员、管理人员、领导干部、其他' },
  { heading: '性别', width: 8, example: '女', how: '可不填。填“男”或“女”，只用来核对女职工代表的比例；空着表示不改动' },
]

const rules = [
  '一行一人，不要合并单元格；标题行不要改名，多余的列会被忽略。',
  '按“工号”认人：工号已在名册上的会更新，不在的会新增；名册上有而表里没有的人保持不变。',
  '上传后先看预览，有问题的行会逐行说明原因；确认生效之前，名册不会有任何变化。',
  '一次最多 20000 人，文件不超过 10 MB，格式为 .xlsx。',
]

const text = (value: string) => ({ value, type: String })
const bold = (value: string) => ({ value, type: String, fontWeight: 'bold' as const })

/** The workbook that union offices fill in: a sheet with the headings only (an example in it would be imported), and one that says how. */
export async function rosterTemplate(): Promise<{ fileName: string; base64: string }> {
  const book = writeWorkbook([
    { sheet: '职工名册', columns: columns.map(c => ({ width: c.width })), data: [columns.map(c => bold(c.heading))] },
    { sheet: '填写说明', columns: [{ width: 14 }, { width: 18 }, { width: 70 }], data: [
      [bold('列'), bold('例子'), bold('怎样填')],
      ...columns.map(c => [text(c.heading), text(c.example), text(c.how)]),
      ...rules.map((rule, i) => [text(`说明 ${i + 1}`), null, text(rule)]),
    ] },
  ])
  return { fileName: '职工名册模板.xlsx', base64: Buffer.from(await (await book.toBlob()).arrayBuffer()).toString('base64') }
}
