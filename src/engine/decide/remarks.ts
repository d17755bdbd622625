/** What a remark beside a name gives away, by the column that such words would fill if there were one. */
const GIVES_AWAY: readonly (readonly [kind: string, words: RegExp])[] = [
  [
    'health',
    /患(?!者)|癌|肿瘤|尿毒症|白血病|糖尿病|精神病|精神分裂|艾滋|HIV|肝炎|结核|脑瘫|瘫痪|透析|重病|大病|慢性病|高血压|心脏病|冠心病|脑梗|怀孕|流产/,
  ],
  [
    'disability',
    /残疾|[一二三四1-4]级残|(?:肢体|视力|听力|言语|智力|精神)[一二三四1-4]级|失明|聋哑|智障/,
  ],
  ['poverty', /低保|五保|特困|孤儿|建档立卡|贫困户|贫困生|脱贫户|困境儿童|无人抚养/],
  ['family', /单亲|离异|离婚|丧偶|非婚生/],
  ['convictions', /刑满|服刑|吸毒|戒毒|缓刑|社区矫正|前科/],
];

/** The kinds of what a remark tells that nobody should learn from a notice; the first one that is doubtful. */
export const toldByRemark = (
  text: string,
  isDoubtful: (kind: string) => boolean,
): string | undefined =>
  GIVES_AWAY.find(([kind, words]) => isDoubtful(kind) && words.test(text))?.[0];
