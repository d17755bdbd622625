import { pptx } from '../../../../src/engine/formats/pptx/pptx.ts';
import { describeFormat, type Plant } from '../contract.ts';
import { describeMutations } from '../mutations.ts';
import { type Arrow, contentTypes, type Parts, pack, rels } from '../shared/pack.ts';

const NAMESPACES =
  'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"';
const part = (root: string, inside: string) =>
  `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><p:${root} ${NAMESPACES}>${inside}</p:${root}>`;
const words = (text: string) => `<a:p><a:r><a:t>${text}</a:t></a:r></a:p>`;
const shape = (inside: string) =>
  `<p:cSld><p:spTree><p:sp><p:txBody>${inside}</p:txBody></p:sp></p:spTree></p:cSld>`;
const cells = (...texts: string[]) =>
  `<a:tr>${texts.map((text) => `<a:tc><a:txBody>${words(text)}</a:txBody></a:tc>`).join('')}</a:tr>`;

/** A presentation of one slide, written by hand. */
const show = (slide: string, parts: Parts = {}, arrows: readonly Arrow[] = []): Uint8Array =>
  pack({
    '[Content_Types].xml': contentTypes({
      'ppt/presentation.xml':
        'application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml',
    }),
    '_rels/.rels': rels([['rId1', 'officeDocument', 'ppt/presentation.xml']]),
    'ppt/presentation.xml': part(
      'presentation',
      '<p:sldIdLst><p:sldId id="256" r:id="rId1"/></p:sldIdLst>',
    ),
    'ppt/_rels/presentation.xml.rels': rels([['rId1', 'slide', 'slides/slide1.xml']]),
    'ppt/slides/slide1.xml': part('sld', slide),
    'ppt/slides/_rels/slide1.xml.rels': rels(arrows),
    ...parts,
  });

const beside = (name: string, content: (secret: string) => string) => (secret: string) =>
  show(shape(words('公示')), { [name]: content(secret) });

const plants: Plant[] = [
  {
    channel: 'body',
    what: 'a number over two looks on a slide',
    bytes: (s) =>
      show(
        shape(
          `<a:p><a:r><a:t>${s.slice(0, 9)}</a:t></a:r><a:r><a:t>${s.slice(9)}</a:t></a:r></a:p>`,
        ),
      ),
  },
  {
    channel: 'table',
    what: 'a number in a table on a slide',
    bytes: (s) =>
      show(`<p:cSld><a:tbl>${cells('姓名', '身份证号')}${cells('张三', s)}</a:tbl></p:cSld>`),
  },
  {
    channel: 'note',
    what: 'a number in the notes of a slide',
    bytes: beside('ppt/notesSlides/notesSlide1.xml', (s) => part('notes', shape(words(s)))),
  },
  {
    channel: 'header-footer',
    what: 'a number on the master of all slides',
    bytes: beside('ppt/slideMasters/slideMaster1.xml', (s) => part('sldMaster', shape(words(s)))),
  },
  {
    channel: 'comment',
    what: 'a number in a comment',
    bytes: beside('ppt/comments/comment1.xml', (s) =>
      part('cmLst', `<p:cm authorId="0" idx="1"><p:text>${s}</p:text></p:cm>`),
    ),
  },
  {
    channel: 'metadata',
    what: 'a number in the name of a commentator',
    bytes: beside('ppt/commentAuthors.xml', (s) =>
      part('cmAuthorLst', `<p:cmAuthor id="0" name="${s}" initials="甲"/>`),
    ),
  },
  {
    channel: 'chart',
    what: 'a number among the names of a chart',
    bytes: beside(
      'ppt/charts/chart1.xml',
      (s) =>
        `<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"><c:strCache><c:pt idx="0"><c:v>${s}</c:v></c:pt></c:strCache></c:chartSpace>`,
    ),
  },
  {
    channel: 'link',
    what: 'a number in a link',
    bytes: (s) => show(shape(words('公示')), {}, [['rId9', 'hyperlink', `mailto:${s}@example.cn`]]),
  },
  ...(
    [
      ['header-footer', 'sldLayout', 'slideLayouts/slideLayout1', (s) => shape(words(s))],
      ['header-footer', 'handoutMaster', 'handoutMasters/handoutMaster1', (s) => shape(words(s))],
      ['note', 'notesMaster', 'notesMasters/notesMaster1', (s) => shape(words(s))],
      ['hidden', 'tagLst', 'tags/tag1', (s) => `<p:tag name="证号" val="${s}"/>`],
      ['metadata', 'authorLst', 'authors', (s) => `<p:author name="${s}" userId="a"/>`],
      ['metadata', 'presentationPr', 'presProps', (s) => `<p:htmlPubPr id="a" target="${s}"/>`],
    ] as readonly (readonly [Plant['channel'], string, string, (secret: string) => string])[]
  ).map(
    ([channel, root, name, inside]): Plant => ({
      channel,
      what: `a number in the part ${root}`,
      bytes: beside(`ppt/${name}.xml`, (s) => part(root, inside(s))),
    }),
  ),
  {
    channel: 'hidden',
    what: 'a number in the words that stand for a picture',
    bytes: (s) =>
      show(
        `<p:cSld><p:pic><p:nvPicPr><p:cNvPr id="1" name="图" descr="${s}"/></p:nvPicPr></p:pic></p:cSld>`,
      ),
  },
];

describeFormat(pptx, {
  name: 'show.pptx',
  plants,
  clean: { 'a slide without numbers': () => show(shape(words('公示'))) },
});

describeMutations(
  'show.pptx',
  show(shape(words('身份证号 350102199003074515'))),
  '350102199003074515',
);
