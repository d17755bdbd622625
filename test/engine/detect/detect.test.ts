import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { detect } from '../../../src/engine/detect/detect.ts';
import { book } from './book.ts';
import { type Marked, markedRows, markedText } from './marked.ts';

const ID = '350102199001010016';
const CARD = '6217001234567890122';
const MOBILE = '13800138000';

const read = (document: Marked, asked: string[] = []) => {
  const { findings, tables } = detect(document, book, new Set(asked));
  return {
    tables,
    found: findings.map(({ ruleId, pieces, confidence, evidence }) => ({
      ruleId,
      confidence,
      evidence,
      text: pieces
        .map(({ segmentId, span }) => document.segment(segmentId).text.slice(span.start, span.end))
        .join('|'),
    })),
  };
};
const texts = (document: Marked) => read(document).found.map(({ text }) => text);
const rows = (table: string) => markedRows(table.split('\n').map((row) => row.split('|')));

describe('a document of many segments', () => {
  it.each([1023, 1024, 1025, 2048, 2049])('of %d lines: no number is left out', (count) => {
    const { segments, segment } = markedText(Array.from({ length: count }, () => ID).join('\n'));
    expect(segments).toHaveLength(count);
    const { findings } = detect({ segments, segment }, book);
    expect(findings.map(({ segmentId }) => segmentId)).toEqual(segments.map(({ id }) => id));
  });

  it('may come from a generator', () => {
    const { segments, segment } = markedText(`${ID}\n${MOBILE}`);
    function* each() {
      yield* segments;
    }
    expect(detect({ segments: each(), segment }, book).findings).toHaveLength(2);
  });
});

describe('written forms', () => {
  const separators = fc.constantFrom('', ' ', '-', '\u3000', '\u00a0', '\u200b', '\n', ' - ');
  it('an identity number is found whatever stands between any of its characters', () =>
    fc.assert(
      fc.property(fc.array(separators, { minLength: 17, maxLength: 17 }), (between) => {
        const written = [...ID].map((digit, at) => digit + (between[at] ?? '')).join('');
        const { segments, segment } = markedText('');
        const whole = { ...segments[0], text: `经核实，${written}，属实` } as (typeof segments)[0];
        const found = texts({ segments: [whole], segment: () => whole, pieces: [] });
        expect(found).toEqual([written]);
        expect(segment(0)).toBeDefined();
      }),
    ));

  it('findings stand in reading order and never overlap, whatever the text', () =>
    fc.assert(
      fc.property(
        fc.array(
          fc.constantFrom(
            ID,
            CARD,
            MOBILE,
            '0591-87654321',
            '身份证号',
            '：',
            ' ',
            '-',
            '公',
            '1',
            'A',
            '@',
            'a@b.cn',
            '（',
            '）',
            '\n',
            '姓名',
            '\t',
          ),
        ),
        (parts) => {
          const document = markedText(parts.join(''));
          const pieces = detect(document, book).findings.flatMap((finding) => finding.pieces);
          const last = new Map<number, number>();
          for (const { segmentId, span } of pieces) {
            expect(span.end).toBeGreaterThan(span.start);
            expect(span.end).toBeLessThanOrEqual(document.segment(segmentId).text.length);
            expect(span.start).toBeGreaterThanOrEqual(last.get(segmentId) ?? 0);
            last.set(segmentId, span.end);
          }
        },
      ),
      { numRuns: 300 },
    ));
});

describe('numbers that lie apart', () => {
  it('over two lines', () =>
    expect(texts(markedText('证件为350102199\n001010016，属实'))).toEqual(['350102199|001010016']));

  it('one digit a line, be they set wide apart', () => {
    expect(texts(markedText(`号码\n${[...ID].join('\n\n')}\n完`))).toEqual([[...ID].join('|')]);
    expect(texts(markedText([...ID].join('\n和\n')))).toEqual([]);
  });

  it('before a mailbox whose sign is a word', () =>
    expect(texts(markedText('手机 138 0013 8000 zhangsan (at)163.com。'))).toEqual([
      '138 0013 8000',
      'zhangsan (at)163.com',
    ]));

  it('half of an identity number is not taken for a telephone', () =>
    expect(texts(markedText('为13058220091\n0100121。'))).toEqual(['13058220091|0100121']));

  it('one digit a cell, two numbers side by side, each under its header', () => {
    const cells = (value: string) => [...value].join('|');
    const head = `姓名|卡号${'|'.repeat(CARD.length)}身份证号${'|'.repeat(ID.length - 1)}`;
    expect(texts(rows(`${head}\n张三|${cells(CARD)}|${cells(ID)}`))).toEqual([
      cells(CARD),
      cells(ID),
    ]);
  });

  it('right below a label that stands alone in its row', () => {
    const [first, ...rest] = rows(`序号|姓名|证件|备注\n1|张三|${ID}|无`).segments;
    const label = { table: 0, row: 1, column: 2 };
    const moved = rest.map((one) =>
      one.cell?.row === 1 ? { ...one, cell: { ...one.cell, row: 2 } } : one,
    );
    const all = [
      first,
      ...moved.slice(0, 3),
      { ...moved[0], text: '身份证号', cell: label },
      ...moved.slice(3),
    ];
    const segments = all.map((one, id) => ({ ...one, id })) as unknown as Marked['segments'];
    const segment = (id: number) => segments[id] as Marked['segments'][0];
    expect(texts({ segments, segment, pieces: [] })).toEqual([ID]);
  });

  it('under a label of its own right below the header', () =>
    expect(texts(rows('序号|姓名|证件信息|备注\n||证件号码|\n1|张三|350102900101001|无'))).toEqual([
      '350102900101001',
    ]));

  it('under a header, be the first row the name of a group', () =>
    expect(
      texts(rows('序号|姓名|证件号码|备注\n二、残疾学生|||\n1|张三|350102900101001|无')),
    ).toEqual(['350102900101001']));

  it('one digit a cell below another table in the same sheet', () => {
    const cells = [...ID].join('|');
    expect(
      texts(rows(`姓名|金额|银行卡号|班级\n张三|1|${CARD}|2\n姓名|身份证号\n李四|${cells}`)),
    ).toEqual([CARD, cells]);
  });

  it('glued by extraction to the amount before and the telephone after', () =>
    expect(texts(markedText(`${ID}${MOBILE}，1500.00${ID}`))).toEqual([ID, MOBILE, ID]));

  it('figures side by side in two columns are no number', () => {
    expect(texts(rows('笔数|金额\n138|00138000\n139|00139000'))).toEqual([]);
    expect(texts(rows('手机号码|金额\n138|00138000\n139|00139000'))).toEqual([]);
  });

  it('parts in five columns', () =>
    expect(texts(rows('姓名|身份证号|||||备注\n张三|350|102|1990|0101|0016|无'))).toEqual([
      '350|102|1990|0101|0016',
    ]));

  it('a telephone in two or three columns under its header', () => {
    expect(texts(rows('姓名|手机号码||备注\n张三|138|00138000|无'))).toEqual(['138|00138000']);
    expect(texts(rows('姓名|手机号码|||备注\n张三|138|0013|8000|无'))).toEqual(['138|0013|8000']);
  });

  it('an account in two columns that one header is merged over', () => {
    const { segments, segment } = rows('姓名|银行账号\n张三|12345678|9012345');
    const merged = segments.map((one) =>
      one.text === '银行账号' ? { ...one, cell: { table: 0, row: 0, column: 1, columns: 2 } } : one,
    );
    const document = { segments: merged, segment, pieces: [] };
    expect(texts(document)).toEqual(['12345678|9012345']);
  });

  it('a number that the end of a line in a cell cuts in two, other words around it', () => {
    const segments = rows('姓名|情况|张三|甲|乙').segments.map((one, at) => ({
      ...one,
      text:
        at === 3 ? '手机138001' : at === 4 ? `38000；卡号：${CARD}，李四350102199001` : one.text,
      cell: { table: 0, row: at < 2 ? 0 : 1, column: at === 1 || at > 2 ? 1 : 0 },
    }));
    const last = { ...(segments[4] as (typeof segments)[0]), id: 5, text: '010016，属实' };
    const all = [...segments, last];
    const segment = (id: number) => all[id] as (typeof all)[0];
    expect(texts({ segments: all, segment, pieces: [] })).toEqual([
      '138001|38000',
      CARD,
      '350102199001|010016',
    ]);
  });

  it('a telephone or an account in two lines of one cell', () => {
    const inLines = (head: string, ...lines: string[]) => {
      const all = ['姓名', head, '张三', ...lines];
      const segments = rows(all.join('|')).segments.map((one, at) => ({
        ...one,
        cell: { table: 0, row: at < 2 ? 0 : 1, column: at === 1 || at > 2 ? 1 : 0 },
      }));
      return texts({ segments, segment: (id) => segments[id] as never, pieces: [] });
    };
    expect(inLines('Tel', '1380', '0138000')).toEqual(['1380|0138000']);
    expect(inLines('存折号', '12345 678', '9012345')).toEqual(['12345 678|9012345']);
  });
});

describe('a label at the end of a line', () => {
  it('speaks for a number that begins the next one', () =>
    expect(
      texts(markedText('账号：\n\n9040123456789012345\n账号：\n无\n9040123456789012345')),
    ).toEqual(['9040123456789012345']));

  it('and against one', () =>
    expect(texts(markedText('点击量：\n13509303017\n订单编号:\n13509303017'))).toEqual([]));
});

describe('tables', () => {
  it('a header speaks for a cell hundreds of rows below', () => {
    const filler = Array.from({ length: 400 }, (_, row) => [String(row), '']);
    const document = markedRows([['序号', '身份证号'], ...filler, ['401', '350102900101001']]);
    expect(texts(document)).toEqual(['350102900101001']);
  });

  it('the name of a village merged over all columns heads none of them', () => {
    const [first, second, , ...others] = rows(
      '姓名|出生时间\n一、前进村|\n张三|1990年1月1日',
    ).segments;
    const village = { text: '一、前进村', cell: { table: 0, row: 1, column: 0, columns: 2 } };
    const segments = [first, second, { ...first, ...village }, ...others.slice(1)].map(
      (one, id) => ({ ...one, id }),
    ) as never as Marked['segments'];
    const found = texts({ segments, segment: (id) => segments[id] as never, pieces: [] });
    expect(found).toEqual(['1990年1月1日']);
  });

  it('an address that ends in its number is no label, whatever word stands before', () =>
    expect(texts(rows('姓名|家庭住址\n张三|瑞安市洪山镇和平街385号\n李四|和平街385号'))).toEqual([
      '瑞安市洪山镇和平街385号',
      '和平街385号',
    ]));

  it('a header of two rows, some cells of which are merged over both', () =>
    expect(
      texts(
        rows(
          '受助学生名单||||\n填报单位某某镇||||\n一||||\n序号|户号|个人信息||基本情况\n||申请人姓名|银行账号|家长电话\n1|72202433|张三|12345678901|87654321',
        ),
      ),
    ).toEqual(['72202433', '12345678901', '87654321']));

  it('a header two rows deep is read as one', () =>
    expect(texts(rows('姓名|证件\n|号码\n张三|350102900101001'))).toEqual(['350102900101001']));

  it('a second table on the same sheet has its own header, and the first has no say in it', () => {
    const people = '姓名|班级|身份证号\n张三|一班|350102900101001\n李四|二班|350102910203002';
    const grants = '单位名称|金额|资金代码|数量\n市政处|5|350102120101001|1';
    const found = ['350102900101001', '350102910203002'];
    expect(texts(rows(`${people}\n${grants}`))).toEqual(found);
    expect(texts(rows(`${grants}\n${people}`))).toEqual(found);
  });

  it('the header of every page, and a line of totals, begin no other table', () => {
    const head = '姓名|身份证号|金额';
    const sheet = `${head}\n张三|350102900101001|5\n${head}\n李四|350102910203002|5\n合计|人数|金额\n王五|350102920304003|5`;
    expect(texts(rows(sheet))).toEqual(['350102900101001', '350102910203002', '350102920304003']);
  });

  it('a column of amounts hides nothing', () =>
    expect(texts(rows('单位|金额\n甲|13800138000\n乙|13900139000'))).toEqual([]));

  it('says what its columns hold, by header or by most of the values', () => {
    const { tables } = read(
      rows(
        `姓名|班级|号\n张三|一班|${ID}\n李四|二班|350181199807123429\n王五|三班|440306200102291113`,
      ),
    );
    expect(tables[0]?.headerRow).toBe(0);
    expect([...(tables[0]?.columns ?? [])]).toEqual(
      expect.arrayContaining([
        [0, 'name'],
        [1, 'class'],
      ]),
    );
  });

  it('lines of a text that are parted by tabs are rows', () =>
    expect(texts(markedText('序号\t姓名\t证件号码\n1\t张三\t350102900101001'))).toEqual([
      '350102900101001',
    ]));

  it('a mobile of a list without header is believed by its column', () => {
    const { found } = read(rows('甲|13800138000\n乙|13900139000\n丙|13700137000'));
    expect(found.map(({ confidence }) => confidence)).toEqual(['certain', 'certain', 'certain']);
  });
});

describe('what a notice is meant to show', () => {
  it('names are found only when a policy asks for them', () => {
    const document = markedText('姓名：张三');
    expect(read(document).found).toEqual([]);
    expect(read(document, ['name']).found.map(({ text }) => text)).toEqual(['张三']);
  });
});

it('evidence never holds text of the document', () =>
  fc.assert(
    fc.property(
      fc.constantFrom(ID, CARD, MOBILE),
      fc.constantFrom('', '身份证号：', '订单号：'),
      (value, label) => {
        for (const { evidence } of read(markedText(`${label}${value}`)).found)
          expect(evidence.join(' ')).not.toMatch(/\d{3}/);
      },
    ),
  ));

it('a header that is repeated on every page is one header: its columns speak for all pages', () => {
  const page = `姓名|身份证号\n张三|${ID}`;
  const { tables } = read(rows(`${page}\n${page}\n${page}`));
  expect(tables).toMatchObject([{ headerRow: 0 }]);
});
