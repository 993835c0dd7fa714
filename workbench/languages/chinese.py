"""Fixed words in Chinese."""

from __future__ import annotations

from workbench.languages import Language, Unit, distributed, fixed, formulas, resolution, titles

LANGUAGE = Language(
    comma="，",
    words=fixed(
        ("联合国", "大会", "经济及社会理事会", "安全理事会", "托管理事会", "人权理事会"),
        ("目录", "附件", "待定", "暂定商定", "已商定", "另见", "但见"),
        ("谈判案文", "改动", "汇编", "对照", "评注", "来源表", "对照表", "决议及附件"),
    ),
    formulas=formulas("*宣布*如下宣言：", "*庄严宣布*如下宣言：", "*宣布*如下：", "*通过*如下宣言："),
    resolution=resolution(
        "审议了",
        "《{}》案文，",
        "通过",
        "本决议附件所载的《{}》；",
        "邀请",
        "各国政府、联合国系统各机构和组织以及政府间组织和非政府组织传播《宣言》，并促进对《宣言》的普遍尊重和了解；",
        "请",
        "秘书长提请所有国家注意《宣言》，并将《宣言》案文列入下一版",
        "《人权：国际文书汇编》",
    ),
    labels={
        "part": "第{part}部分",
        "article": "第{article}条",
        "paragraph": "第{article}条第{paragraph}款{items}",
        "items": "第{article}条{items}",
        "preambular": "序言部分第{preambular}段{items}",
    },
    headings={"Part": ("第", "部分"), "Article": ("第", "条")},
    alternative="备选案文",
    items=("({})", "({})"),
    item_end="项",
    figures="一 二 三 四 五 六 七 八 九 十",
    ordinals=("一", "二", "三", "四", "五", "六", "七", "八", "九", "十"),
    date="{year}年{month}月{day}日",
    distribution=distributed("普遍", "有限", "限制"),
    agenda="议程项目{}",
    units={
        "paragraph": Unit(one="第{}段", several="第{}段"),
        "article": Unit(one="第{}条", several="第{}条"),
        "principle": Unit(one="原则{}", several="原则{}"),
    },
    titles=titles(
        "《联合国宪章》",
        "《世界人权宣言》",
        "《公民权利和政治权利国际公约》",
        "《经济社会文化权利国际公约》",
        "《发展权利宣言》",
        "《儿童权利公约》",
        "《联合国气候变化框架公约》",
    ),
    preamble="序言",
    span="{}至{}",
    both="{}和{}",
    before={"inspires": "另见", "opposes": "但见"},
    quoted="{}：“{}”",
    colon="：",
    stop="。",
    semicolon="；",
    list_comma="、",
    space="",
    english_masthead=True,
)
