"""Layouts as they are drawn, with what has to be read from each.

A drawing is a line a row, `|` between the cells; `甲{r2c3}` is merged over two rows and three columns. What is read is
told line by line by `told`.
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from kpirules.model import Indicator, Money, TargetTable


class Drawing(NamedTuple):
    """What is drawn, and what is told of it."""

    shows: str
    drawn: str
    told: str


def told(tables: tuple[TargetTable, ...]) -> str:
    """What the tables state, every field of it."""
    return "\n".join(line for table in tables for line in _told(table))


def _told(table: TargetTable) -> Iterator[str]:
    period = table.period.printed if table.period else "-"
    yield f"table: {table.title} / {table.fiscal_year} / {table.form or '-'}"
    fields = (table.project, table.department, table.unit, table.attribute, period)
    yield "identity: " + " / ".join(text or "-" for text in fields)
    for column in type(table.funding).model_fields:
        found = getattr(table.funding, column)
        figures = [f"{name} {_figure(figure)}" for name, figure in found or () if figure is not None]
        if figures:
            yield f"{column}: " + ", ".join(figures)
    for goal in table.goals:
        yield f"{goal.scope.value} goal: {goal.text}"
    for block in ("indicators", "mid_term"):
        for row in getattr(table, block):
            yield ("mid-term " if block == "mid_term" else "") + _row(row)
    if table.execution:
        money = (table.execution.budget, table.execution.spent)
        parts = [_figure(one) if one else "-" for one in money]
        rest = (table.execution.rate, table.execution.points, table.execution.score)
        yield "execution: " + " / ".join([*parts, *(str(one) if one not in (None, "") else "-" for one in rest)])
    if table.total_score is not None:
        yield f"total score: {table.total_score}"


def _figure(figure: Money) -> str:
    if figure.amount is None:
        return f"{figure.printed!r}"
    return f"{figure.printed} = {figure.amount.quantize(Decimal(1))}元"


def _row(row: Indicator) -> str:
    points = {"weight": row.weight, "actual": row.actual, "score": row.score, "reason": row.reason, "mark": row.mark}
    further = [f"{name} {value}" for name, value in points.items() if value not in (None, "")]
    further += [f"{detail.key} {detail.text}" for detail in row.details] + list(row.notes)
    return f"{row.category}: {row.ordinal}{row.name or '-'} = {row.value or '-'}" + "".join(
        f" ({one})" for one in further
    )


DRAWINGS = {
    "names_like_notes": Drawing(
        "indicators named like the notes and signatures below a table, and such notes",
        """
2025年项目支出绩效目标表{c4}
项目名称|甲{c3}
资金总额|3.36亿元{c3}
一级指标|二级指标|三级指标|指标值
产出指标|质量指标|审核通过率|≥98%
满意度指标{r3}|服务对象满意度指标{r3}|公众满意度|≥90%
||填报单位满意度|≥91%
||承办单位满意度|≥92%
|填表人：||负责人：
填报单位意见|同意申报。（盖章）{c3}
""",
        """
table: 2025年项目支出绩效目标表 / 2025 / -
identity: 甲 / - / - / - / -
project: total 3.36亿元 = 336000000元
output.quality: 审核通过率 = ≥98%
satisfaction.recipients: 公众满意度 = ≥90%
satisfaction.recipients: 填报单位满意度 = ≥91%
satisfaction.recipients: 承办单位满意度 = ≥92%
""",
    ),
    "years_of_no_known_year": Drawing(
        "a value column per year in a table that states no year, money in 亿元",
        """
项目支出绩效目标表{c5}
项目名称|甲{c4}
项目资金（亿元）{r2}|资金总额|3.36{c3}
|财政拨款|1.2{c3}
一级指标{r2}|二级指标{r2}|三级指标{r2}|指标值{c2}
|||2025年|2026年度
产出指标|数量指标|修路|120公里|150公里
""",
        """
table: 项目支出绩效目标表 / None / -
identity: 甲 / - / - / - / -
project: total 3.36 = 336000000元, fiscal 1.2 = 120000000元
output.quantity: 修路 = 2025年：120公里；2026年：150公里
""",
    ),
    "a_list_with_the_sum_of_its_money": Drawing(
        "a list whose money is called 资金 and has the whole and a part below it, with names like notes",
        """
2025年补助资金项目绩效目标汇总表{c9}
序号{r2}|项目名称{r2}|实施单位{r2}|资金（万元）{c2}|绩效指标{c4}
|||总额|其中：财政拨款|一级指标|二级指标|三级指标|指标值
1{r3}|甲{r3}|丙{r3}|185{r3}|184{r3}|产出指标{r2}|数量指标|修路|5公里
||||||质量指标|审核通过率|98%
|||||满意度指标|服务对象满意度指标|填报单位满意度|90%
2|乙|丁|57|55|产出指标|数量指标|编制绩效目标表|1份
""",
        """
table: 2025年补助资金项目绩效目标汇总表 / 2025 / -
identity: 甲 / - / 丙 / - / -
project: total 185 = 1850000元, fiscal 184 = 1840000元
output.quantity: 修路 = 5公里
output.quality: 审核通过率 = 98%
satisfaction.recipients: 填报单位满意度 = 90%
table: 2025年补助资金项目绩效目标汇总表 / 2025 / -
identity: 乙 / - / 丁 / - / -
project: total 57 = 570000元, fiscal 55 = 550000元
output.quantity: 编制绩效目标表 = 1份
""",
    ),
    "figures_below_the_block": Drawing(
        "money in a line of labels beside the head of the block, and the figures below them",
        """
2024年项目支出绩效目标表{c6}
项目名称{c2}|甲{c4}
项目资金（元）{r2c2}|资金总额|财政拨款|上年结转|其他资金
||38.4|30||8.4
一级指标|二级指标|三级指标{c2}|指标值{c2}
产出指标|数量指标|修路{c2}|5公里{c2}
""",
        """
table: 2024年项目支出绩效目标表 / 2024 / -
identity: 甲 / - / - / - / -
project: total 38.4 = 38元, fiscal 30 = 30元, other 8.4 = 8元, carryover ''
output.quantity: 修路 = 5公里
""",
    ),
    "money_by_level": Drawing(
        "money by the level of government that gives it, beside the year's and below the heads of the spending",
        """
2025年项目支出绩效自评表{c7}
项目名称{c2}|甲{c5}
资金情况（万元）{r4}|资金构成|全年预算数|全年执行数|分值|执行率|得分
|年度金额|4512|4000|10|88.65%|8.87
|其中：中央补助|3600|3600|—|100%|—
|地方资金|912|400|—|43.86%|—
一级指标|二级指标|三级指标{c2}|年度指标值|实际完成值|得分
产出指标|数量指标|修路{c2}|5公里|5公里|90
""",
        """
table: 2025年项目支出绩效自评表 / 2025 / cn-self-evaluation
identity: 甲 / - / - / - / -
budget: total 4512 = 45120000元
spent: total 4000 = 40000000元
output.quantity: 修路 = 5公里 (actual 5公里) (score 90)
execution: 4512 = 45120000元 / 4000 = 40000000元 / 88.65% / 10 / 8.87
""",
    ),
    "listed_in_words": Drawing(
        "indicators listed in one cell under bracketed labels",
        """
2022年项目支出绩效目标表{c4}
项目名称|甲{c3}
主管部门|乙|实施单位|丙
资金总额|5万元{c3}
年度目标|修路{c3}
绩效指标|【产出指标-数量指标】修路：5公里；修桥：≥1座\\n【产出指标-质量指标】合格率：100%\\n【效益指标-社会效益指标】1.出行：便利\\n2.就业：增加{c3}
""",
        """
table: 2022年项目支出绩效目标表 / 2022 / -
identity: 甲 / 乙 / 丙 / - / -
project: total 5万元 = 50000元
annual goal: 修路
output.quantity: 修路 = 5公里
output.quantity: 修桥 = ≥1座
output.quality: 合格率 = 100%
benefit.social: 1.出行 = 便利
benefit.social: 2.就业 = 增加
""",
    ),
    "numbered_lines": Drawing(
        "no table at all: numbered lines, the funds in one of them, the indicators in brackets",
        """
一、项目名称：甲
二、主管部门：乙
三、实施单位：丙
四、项目资金：资金总额5万元，其中：财政拨款3万元，其他资金2万元
五、年度绩效目标：修路
六、绩效指标
【产出指标-数量指标】修路：5公里
【产出指标-数量指标】修桥：≥1座
【效益指标-社会效益指标】出行：便利
""",
        """
table:  / None / -
identity: 甲 / 乙 / 丙 / - / -
project: total 5万元 = 50000元, fiscal 3万元 = 30000元, other 2万元 = 20000元
annual goal: 修路
output.quantity: 修路 = 5公里
output.quantity: 修桥 = ≥1座
benefit.social: 出行 = 便利
""",
    ),
    "lists_below_each_other": Drawing(
        "the whole term's list above the year's",
        """
项目支出绩效目标申报表（2016年度）{c6}
项目名称|甲{c2}|实施单位|乙{c2}
项目负责人|张{c2}|项目起止时间|2016年1月-2018年12月{c2}
长期目标|三年{c5}
年度目标|一年{c5}
长期绩效指标{r3}|一级指标|二级指标|指标内容|指标值|备注
|产出指标|数量指标|修路|9公里|
|效益指标|社会效益指标|出行|便利|
年度绩效指标{r3}|一级指标|二级指标|指标内容|指标值|备注
|产出指标|数量指标|修路|3公里|
|效益指标|社会效益指标|出行|便利|
""",
        """
table: 项目支出绩效目标申报表（2016年度） / 2016 / -
identity: 甲 / - / 乙 / - / 2016年1月-2018年12月
long-term goal: 三年
annual goal: 一年
output.quantity: 修路 = 3公里
benefit.social: 出行 = 便利
mid-term output.quantity: 修路 = 9公里
mid-term benefit.social: 出行 = 便利
""",
    ),
    "columns_without_labels": Drawing(
        "category labels in a column without a label, lines of a page break",
        """
2022年项目支出绩效目标表{c5}
项目名称|甲{c4}
年度目标|丙{c4}
|二级指标|三级指标|指标值|权重
产出指标{r2}|数量指标|修路|5公里|50
|质量指标|合格|90%|40
第 2 页 共 3 页{c5}
单位：万元{c5}
|二级指标|三级指标|指标值|权重
效益指标|社会效益指标|出行|便利|10
""",
        """
table: 2022年项目支出绩效目标表 / 2022 / -
identity: 甲 / - / - / - / -
annual goal: 丙
output.quantity: 修路 = 5公里 (weight 50)
output.quality: 合格 = 90% (weight 40)
benefit.social: 出行 = 便利 (weight 10)
""",
    ),
    "lettered_columns": Drawing(
        "a self-evaluation whose columns are lettered",
        """
2022年度项目支出绩效自评表{c9}
项目名称|科普{c8}
主管部门|科协{c3}|实施单位|科技馆{c4}
项目资金\\n（万元）{r3}||年初预算数|全年预算数（A）|全年执行数（B）|分值（10分）|执行率（B/A）|得分{c2}
|年度资金总额|100|100|98.5|10|98.50%|9.85{c2}
|其中：财政拨款|100|100|98.5|-|-|-{c2}
年度总体目标{r2}|年初设定目标{c4}|全年实际完成情况{c4}
|办活动{c4}|办了{c4}
年度绩效指标|一级指标|二级指标|三级指标|年度指标值（A）|实际完成值（B）|分值|得分|未完成原因分析
|产出指标（50分）|数量指标|场次|10场|11场|50|50|
|成本指标|经济成本指标|支出|≤100万元|98.5万元|20|20|
总分{c6}|100|99.85|
""",
        """
table: 2022年度项目支出绩效自评表 / 2022 / cn-self-evaluation
identity: 科普 / 科协 / 科技馆 / - / -
project: total 100 = 1000000元, fiscal 100 = 1000000元
budget: total 100 = 1000000元, fiscal 100 = 1000000元
spent: total 98.5 = 985000元, fiscal 98.5 = 985000元
annual goal: 办活动
achieved goal: 办了
output.quantity: 场次 = 10场 (weight 50) (actual 11场) (score 50)
cost.economic: 支出 = ≤100万元 (weight 20) (actual 98.5万元) (score 20)
execution: 100 = 1000000元 / 98.5 = 985000元 / 98.50% / 10 / 9.85
total score: 99.85
""",
    ),
    "execution_among_the_indicators": Drawing(
        "the execution of the budget as a line of the indicators",
        """
2022年度项目支出绩效自评表{c8}
项目名称|科普{c7}
预算执行情况（万元）|预算数|100|执行数|98|执行率|98%{c2}
一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分|偏差原因分析及改进措施
预算执行率|||100%|98%|10|9.8|
产出指标|数量指标|场次|10场|11场|90|90|
合计{c5}|100|99.8|
""",
        """
table: 2022年度项目支出绩效自评表 / 2022 / cn-self-evaluation
identity: 科普 / - / - / - / -
project: total 100 = 1000000元
output.quantity: 场次 = 10场 (weight 90) (actual 11场) (score 90)
execution: 100 = 1000000元 / 98 = 980000元 / 98% / 10 / 9.8
total score: 99.8
""",
    ),
    "labels_broken_by_lines": Drawing(
        "labels broken by lines, a name and a value over two columns each",
        """
附件2{c7}
项目支出绩效目标表{c7}
（2021年度）{c7}
项目名称{c2}|某项目{c5}
主管部门及代码{c2}|[123]某部{c2}|实施单位{c2}|某局
项目资金\\n（万元）{r4c2}|年度资金总额：{c2}|500.00{c3}
{c2}|其中：财政拨款{c2}|500.00{c3}
{c2}|上年结转资金{c2}|0.00{c3}
{c2}|其他资金{c2}|{c3}
总\\n体\\n目\\n标|目标1：完成甲；\\n目标2：完成乙。{c6}
绩效指标{r3}|一级指标|二级指标|三级指标{c2}|指标值{c2}
|产出指标|数量指标|指标1：课题{c2}|≥5个{c2}
|满意度指标|服务对象\\n满意度指标|满意度{c2}|≥90%{c2}
""",
        """
table: 项目支出绩效目标表 / 2021 / -
identity: 某项目 / [123]某部 / 某局 / - / -
project: total 500.00 = 5000000元, fiscal 500.00 = 5000000元, other '', carryover 0.00 = 0元
long-term goal: 目标1：完成甲；目标2：完成乙。
output.quantity: 指标1：课题 = ≥5个
satisfaction.recipients: 满意度 = ≥90%
""",
    ),
    "parts_below_one_label": Drawing(
        "operator, number and unit below one label; 定性 beside words",
        """
2022年项目支出绩效目标表{c8}
项目名称|甲{c7}
年度目标|丙{c7}
一级指标|二级指标|三级指标|指标值{c3}|权重|备注
产出指标|数量指标|修路|≥|5|公里|50|
|质量指标|合格|定性|优||40|
""",
        """
table: 2022年项目支出绩效目标表 / 2022 / -
identity: 甲 / - / - / - / -
annual goal: 丙
output.quantity: 修路 = ≥5公里 (weight 50)
output.quality: 合格 = 优 (weight 40) (nature 定性)
""",
    ),
    "blocks_side_by_side": Drawing(
        "中期 and annual blocks side by side (财预〔2015〕88号)",
        """
项目支出绩效目标申报表{c8}
（2022年度）{c8}
项目名称{c2}|农村公路养护{c6}
主管部门及代码{c2}|[101]交通厅{c3}|实施单位|公路中心{c2}
项目属性{c2}|延续项目{c3}|项目期|2021年-2023年{c2}
项目资金\\n（万元）{r3c2}|中期资金总额：{c2}|300.00|年度资金总额：{c2}|100.00
{c2}|其中：财政拨款{c2}|300.00|其中：财政拨款{c2}|90.00
{c2}|其他资金{c2}||其他资金{c2}|10.00
总体目标{r2}|中期目标（2021年—2023年）{c4}|年度目标{c3}
|目标1：三年养护300公里。{c4}|养护100公里。{c3}
绩效指标{r8}|一级指标|二级指标|三级指标|指标值|二级指标|三级指标|指标值
|产出指标{r4}|数量指标{r2}|指标1：养护里程|300公里|数量指标{r2}|指标1：养护里程|100公里
|||指标2：桥梁|6座||指标2：桥梁|2座
||质量指标|合格率|≥95%|质量指标|合格率|≥95%
||成本指标|每公里成本|≤1万元|成本指标|每公里成本|≤1万元
|效益指标{r2}|社会效益指标|通行条件|改善|社会效益指标|通行条件|改善
||可持续影响指标|指标1：||可持续影响指标|指标1：|
|满意度指标|服务对象满意度指标|群众满意度|≥90%|服务对象满意度指标|群众满意度|≥88%
""",
        """
table: 项目支出绩效目标申报表 / 2022 / cn-2015
identity: 农村公路养护 / [101]交通厅 / 公路中心 / 延续项目 / 2021年-2023年
project: total 100.00 = 1000000元, fiscal 90.00 = 900000元, other 10.00 = 100000元
mid_term: total 300.00 = 3000000元, fiscal 300.00 = 3000000元, other ''
long-term goal: 目标1：三年养护300公里。
annual goal: 养护100公里。
output.quantity: 指标1：养护里程 = 100公里
output.quantity: 指标2：桥梁 = 2座
output.quality: 合格率 = ≥95%
output.cost: 每公里成本 = ≤1万元
benefit.social: 通行条件 = 改善
benefit.sustainability: - = -
satisfaction.recipients: 群众满意度 = ≥88%
mid-term output.quantity: 指标1：养护里程 = 300公里
mid-term output.quantity: 指标2：桥梁 = 6座
mid-term output.quality: 合格率 = ≥95%
mid-term output.cost: 每公里成本 = ≤1万元
mid-term benefit.social: 通行条件 = 改善
mid-term benefit.sustainability: - = -
mid-term satisfaction.recipients: 群众满意度 = ≥90%
""",
    ),
    "cost_first": Drawing(
        "成本 at the first level; operator, number, unit and weight in columns of their own (财预〔2021〕101号)",
        """
项目支出绩效目标表{c8}
（2023年度）{c8}
|||||||金额单位：万元
项目名称|信息系统运维{c7}
主管部门及代码|[101]某部{c3}|实施单位|信息中心{c3}
项目资金（万元）{r4}|年度资金总额：|120.5|{c2}|执行率分值（10）{r4c2}|
|其中：财政拨款|100.5
|上年结转|20
|其他资金|
年度总体目标|保障系统稳定运行。{c7}
绩效指标{r7}|一级指标|二级指标|三级指标|指标性质|指标值|度量单位|分值权重（90）
|成本指标|经济成本指标|运维成本|≤|120.5|万元|20
|产出指标{r3}|数量指标|运维系统数量|≥|5|个|10
||质量指标|系统可用率|≥|99.5|%|15
||时效指标|故障响应|定性|及时||15
|效益指标|社会效益指标|服务用户|≥|1|万人|20
|满意度指标|服务对象满意度指标|用户满意度|≥|90|%|10
""",
        """
table: 项目支出绩效目标表 / 2023 / cn-2021
identity: 信息系统运维 / [101]某部 / 信息中心 / - / -
project: total 120.5 = 1205000元, fiscal 100.5 = 1005000元, other '', carryover 20 = 200000元
annual goal: 保障系统稳定运行。
cost.economic: 运维成本 = ≤120.5万元 (weight 20)
output.quantity: 运维系统数量 = ≥5个 (weight 10)
output.quality: 系统可用率 = ≥99.5% (weight 15)
output.timeliness: 故障响应 = 及时 (weight 15) (nature 定性)
benefit.social: 服务用户 = ≥1万人 (weight 20)
satisfaction.recipients: 用户满意度 = ≥90% (weight 10)
execution: - / - / - / 10 / -
""",
    ),
    "self_evaluation": Drawing(
        "target, actual value, points, score, reason; the execution of the budget; the total",
        """
项目支出绩效自评表{c10}
（2022年度）{c10}
项目名称{c2}|科普活动{c8}
主管部门{c2}|科协{c3}|实施单位|科技馆{c4}
项目资金（万元）{r5c2}|{c2}|年初预算数|全年预算数|全年执行数|分值|执行率|得分
{c2}|年度资金总额{c2}|100.00|98.00|96.04|10|98%|9.8
{c2}|其中：当年财政拨款{c2}|90.00|88.00|86.04|—|—|—
{c2}|上年结转资金{c2}|10|10|10|—||—
{c2}|其他资金{c2}|||
年度总体目标{r2}|预期目标{c4}|实际完成情况{c5}
|办10场活动。{c4}|办了11场活动。{c5}
绩效指标{r5}|一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分|偏差原因分析及改进措施{c2}
|产出指标{r2}|数量指标|活动场次|≥10场|11场|25|25|{c2}
||质量指标|合格率|100%|90%|25|22.5|有一场未通过，\\n将改进{c2}
|效益指标|社会效益指标|受益人数|1万人|1.2万人|30|30|{c2}
|满意度指标|服务对象满意度指标|满意度|≥90%|95%|10|10|{c2}
总分{c6}|100|97.3|{c2}
""",
        """
table: 项目支出绩效自评表 / 2022 / cn-self-evaluation
identity: 科普活动 / 科协 / 科技馆 / - / -
project: total 100.00 = 1000000元, fiscal 90.00 = 900000元, other '', carryover 10 = 100000元
budget: total 98.00 = 980000元, fiscal 88.00 = 880000元, other '', carryover 10 = 100000元
spent: total 96.04 = 960400元, fiscal 86.04 = 860400元, other '', carryover 10 = 100000元
annual goal: 办10场活动。
achieved goal: 办了11场活动。
output.quantity: 活动场次 = ≥10场 (weight 25) (actual 11场) (score 25)
output.quality: 合格率 = 100% (weight 25) (actual 90%) (score 22.5) (reason 有一场未通过，将改进)
benefit.social: 受益人数 = 1万人 (weight 30) (actual 1.2万人) (score 30)
satisfaction.recipients: 满意度 = ≥90% (weight 10) (actual 95%) (score 10)
execution: 98.00 = 980000元 / 96.04 = 960400元 / 98% / 10 / 9.8
total score: 97.3
""",
    ),
    "two_line_header": Drawing(
        "a header of two lines, renamed labels with points, fields that nothing is read from, amounts in 元",
        """
2024年项目支出绩效目标表{c9}
项目名称|甲{c8}
主管部门|乙{c3}|预算单位|丙{c4}
项目负责人|张三{c3}|联系电话|123{c4}
预算金额（元）|1205000{c8}
年度目标|做事{c8}
序号{r2}|一级指标{r2}|二级指标{r2}|三级指标{r2}|年度指标值{c3}|权重{r2}|备注{r2}
||||符号|数值|计量单位
1|产出指标（50分）{r2}|产出数量|培训人数|大于等于|100|人次|25|
2||产出时效|完成时间|＝|12月底前||25|注意
3|满意度指标(10分)|服务对象满意度|学员满意度|≥|90|%|10|
填表人：李四{c3}|审核人：王五{c3}|日期：2024年1月{c3}
""",
        """
table: 2024年项目支出绩效目标表 / 2024 / -
identity: 甲 / 乙 / 丙 / - / -
project: total 1205000 = 1205000元
annual goal: 做事
output.quantity: 培训人数 = 大于等于100人次 (weight 25)
output.timeliness: 完成时间 = ＝12月底前 (weight 25) (remark 注意)
satisfaction.recipients: 学员满意度 = ≥90% (weight 10)
""",
    ),
    "bracketed_labels": Drawing(
        "bracketed labels in the column of categories",
        """
2022年项目支出绩效目标表{c4}
项目名称|甲{c3}
实施单位|乙{c3}
年度目标|丙{c3}
指标类别|指标名称|指标值|权重
【产出指标-数量指标】|修路|5公里|20
|修桥|1座|10
【产出指标-质量指标】|合格率|100%|20
【效益指标-社会效益指标】|出行|便利|20
""",
        """
table: 2022年项目支出绩效目标表 / 2022 / -
identity: 甲 / - / 乙 / - / -
annual goal: 丙
output.quantity: 修路 = 5公里 (weight 20)
output.quantity: 修桥 = 1座 (weight 10)
output.quality: 合格率 = 100% (weight 20)
benefit.social: 出行 = 便利 (weight 20)
""",
    ),
    "bracketed_headings": Drawing(
        "bracketed labels as headings of their own",
        """
2022年项目支出绩效目标表{c4}
项目名称|甲{c3}
实施单位|乙{c3}
年度目标|丙{c3}
指标名称{c2}|指标值|权重
【产出指标-数量指标】{c4}
修路{c2}|5公里|20
修桥{c2}|1座|10
【产出指标-质量指标】{c4}
合格率{c2}|100%|20
""",
        """
table: 2022年项目支出绩效目标表 / 2022 / -
identity: 甲 / - / 乙 / - / -
annual goal: 丙
output.quantity: 修路 = 5公里 (weight 20)
output.quantity: 修桥 = 1座 (weight 10)
output.quality: 合格率 = 100% (weight 20)
""",
    ),
    "flat_list": Drawing(
        "many projects in one list",
        """
2023年部门项目支出绩效目标汇总表{c10}
单位：万元{c10}
序号|项目名称|实施单位|预算金额|年度绩效目标|一级指标|二级指标|三级指标|指标值|分值
1{r3}|甲项目{r3}|甲处{r3}|10.5{r3}|修路{r3}|产出指标{r2}|数量指标|修路|5公里|50
||||||质量指标|合格率|100%|30
|||||满意度指标|服务对象满意度指标|满意度|90%|20
2|乙项目|乙处|3|修桥|产出指标|数量指标|修桥|1座|60
|||||效益指标|社会效益指标|出行|便利|40
""",
        """
table: 2023年部门项目支出绩效目标汇总表 / 2023 / -
identity: 甲项目 / - / 甲处 / - / -
project: total 10.5 = 105000元
annual goal: 修路
output.quantity: 修路 = 5公里 (weight 50)
output.quality: 合格率 = 100% (weight 30)
satisfaction.recipients: 满意度 = 90% (weight 20)
table: 2023年部门项目支出绩效目标汇总表 / 2023 / -
identity: 乙项目 / - / 乙处 / - / -
project: total 3 = 30000元
annual goal: 修桥
output.quantity: 修桥 = 1座 (weight 60)
benefit.social: 出行 = 便利 (weight 40)
""",
    ),
    "traditional_characters": Drawing(
        "traditional characters and full width",
        """
2023年項目支出績效目標表{c5}
項目名稱|甲項目{c4}
主管部門|乙廳|實施單位|丙{c2}
項目類別|其他|項目起止時間|2023年{c2}
資金總額|5|財政撥款|5|
年度總體目標|修路{c4}
一級指標|二級指標|三級指標|指標值|權重
產出指標|數量指標|修路|５公里|５０
滿意度指標|服務對象滿意度指標|滿意度|≥９０％|５０
""",
        """
table: 2023年項目支出績效目標表 / 2023 / -
identity: 甲項目 / 乙廳 / 丙 / - / 2023年
project: total 5 = 50000元, fiscal 5 = 50000元
annual goal: 修路
output.quantity: 修路 = ５公里 (weight 50)
satisfaction.recipients: 滿意度 = ≥９０％ (weight 50)
""",
    ),
    "a_column_per_year": Drawing(
        "a value column per year",
        """
2023年项目支出绩效目标表{c7}
项目名称|甲{c6}
年度目标|修路{c6}
一级指标{r2}|二级指标{r2}|三级指标{r2}|指标值{c3}|备注{r2}
|||2022年|2023年|2024年
产出指标|数量指标|修路|1公里|2公里|3公里|
""",
        """
table: 2023年项目支出绩效目标表 / 2023 / -
identity: 甲 / - / - / - / -
annual goal: 修路
output.quantity: 修路 = 2公里 (2022 1公里) (2024 3公里)
""",
    ),
    "a_column_per_region": Drawing(
        "a value column per region",
        """
2023年项目支出绩效目标表{c7}
项目名称|甲{c6}
年度目标|修路{c6}
一级指标{r2}|二级指标{r2}|三级指标{r2}|指标值{c3}|备注{r2}
|||全区|银川市|固原市
产出指标|数量指标|修路|3公里|1公里|2公里|
|时效指标|完成时间|12月底{c3}|
""",
        """
table: 2023年项目支出绩效目标表 / 2023 / -
identity: 甲 / - / - / - / -
annual goal: 修路
output.quantity: 修路 = 3公里 (银川市 1公里) (固原市 2公里)
output.timeliness: 完成时间 = 12月底
""",
    ),
    "regions_unmerged": Drawing(
        "a value column per region, of which nothing but its place below the value's label is known",
        """
2023年转移支付项目绩效目标表{c7}
项目名称|甲{c6}
年度目标|修路{c6}
一级指标{r2}|二级指标{r2}|三级指标{r2}|指标值{c3}|备注{r2}
|||银川市|固原市|中卫市|
产出指标|数量指标|修路|1公里|2公里|3公里|
满意度指标|服务对象满意度指标|群众满意度|90%|85%|80%|
""",
        """
table: 2023年转移支付项目绩效目标表 / 2023 / -
identity: 甲 / - / - / - / -
annual goal: 修路
output.quantity: 修路 = 银川市：1公里；固原市：2公里；中卫市：3公里
satisfaction.recipients: 群众满意度 = 银川市：90%；固原市：85%；中卫市：80%
""",
    ),
    "years_before": Drawing(
        "a value column a year: what two past years came to, and the target of this one",
        """
2024年项目支出绩效目标表{c7}
项目名称|甲{c6}
年度绩效目标|修路{c6}
一级指标{r2}|二级指标{r2}|指标名称{r2}|指标值{c3}|绩效标准{r2}
|||2022年（前年）|2023年（上年）|2024年预期实现值|
产出指标|数量指标|修路|3公里|4公里|5公里|计划标准
""",
        """
table: 2024年项目支出绩效目标表 / 2024 / -
identity: 甲 / - / - / - / -
annual goal: 修路
output.quantity: 修路 = 5公里 (basis 计划标准) (2022 3公里) (2023 4公里)
""",
    ),
    "blocks_under_unmerged_labels": Drawing(
        "two blocks whose header has two lines, of which none is merged",
        """
项目支出绩效目标申报表（2019年度）
项目名称|甲
实施单位|丙
总体目标|中期目标||年度目标
|三年||一年
绩效指标|一级指标|中期绩效指标|||年度绩效指标
||二级指标|三级指标|指标值|二级指标|三级指标|指标值
|产出指标|数量指标|修路|15公里|数量指标|修路|5公里
|满意度指标|服务对象满意度指标|群众满意度|95%|服务对象满意度指标|群众满意度|90%
""",
        """
table: 项目支出绩效目标申报表（2019年度） / 2019 / cn-2015
identity: 甲 / - / 丙 / - / -
long-term goal: 三年
annual goal: 一年
output.quantity: 修路 = 5公里
satisfaction.recipients: 群众满意度 = 90%
mid-term output.quantity: 修路 = 15公里
mid-term satisfaction.recipients: 群众满意度 = 95%
""",
    ),
    "regions_beside_the_names": Drawing(
        "a column per region, and no label of values above them",
        """
区域绩效目标表（2023年度）{c6}
项目名称|甲{c5}
一级指标|二级指标|三级指标|甲县|乙县|丙区
产出指标|数量指标|修路|1公里|2公里|3公里
满意度指标|服务对象满意度指标|群众满意度|90%|90%|85%
""",
        """
table: 区域绩效目标表（2023年度） / 2023 / -
identity: 甲 / - / - / - / -
output.quantity: 修路 = 甲县：1公里；乙县：2公里；丙区：3公里
satisfaction.recipients: 群众满意度 = 甲县：90%；乙县：90%；丙区：85%
""",
    ),
    "no_header": Drawing(
        "indicators that no header stands above",
        """
项目绩效目标表{c4}
项目名称|甲{c3}
实施单位|丙{c3}
产出指标（60分）{r2}|数量指标（30分）|修路|5公里
|质量指标（30分）|合格率|100%
满意度指标（10分）|服务对象满意度指标（10分）|群众满意度|90%
""",
        """
table: 项目绩效目标表 / None / -
identity: 甲 / - / 丙 / - / -
output.quantity: 修路 = 5公里
output.quality: 合格率 = 100%
satisfaction.recipients: 群众满意度 = 90%
""",
    ),
    "execution_below_its_heads": Drawing(
        "a self-evaluation whose figures stand below 全年预算数 and the other heads without a label, and points first",
        """
区级项目支出绩效自评表（2023年度）{c7}
项目名称|甲{c6}
主管部门（盖章）|乙{c2}|实施单位|丙{c3}
预算执行情况（万元）{r2}|全年预算数{c2}|全年执行数|执行率|分值|得分
|300{c2}|286.5|95.50%|10|9.55
年度总体目标|修路{c2}|实际完成情况|已修{c3}
一级指标|二级指标|分值|三级指标|年度指标值|实际完成值|得分
产出指标|数量指标*|50|修路|≥6公里|6公里|50
满意度指标|★服务对象满意度指标|40|群众满意度|≥90%|94%|38
""",
        """
table: 区级项目支出绩效自评表（2023年度） / 2023 / cn-self-evaluation
identity: 甲 / 乙 / 丙 / - / -
budget: total 300 = 3000000元
spent: total 286.5 = 2865000元
annual goal: 修路
achieved goal: 已修
output.quantity: 修路 = ≥6公里 (weight 50) (actual 6公里) (score 50)
satisfaction.recipients: 群众满意度 = ≥90% (weight 40) (actual 94%) (score 38)
execution: 300 = 3000000元 / 286.5 = 2865000元 / 95.50% / 10 / 9.55
""",
    ),
    "a_list_with_two_lines_of_heads": Drawing(
        "a list whose money has a line of labels of its own below its head",
        """
2025年部门预算项目支出绩效目标表{c10}
单位：元{c10}
项目名称{r2}|实施单位{r2}|项目资金{c3}|绩效目标{r2}|一级指标{r2}|二级指标{r2}|三级指标{r2}|指标值{r2}
||资金总额|财政拨款|其他资金
甲{r2}|丙{r2}|23500{r2}|23500{r2}|{r2}|修路{r2}|产出指标|数量指标|修路|5公里
||||||效益指标|社会效益指标|出行|便利
乙|丁|800|600|200|修桥|产出指标|数量指标|修桥|1座
""",
        """
table: 2025年部门预算项目支出绩效目标表 / 2025 / -
identity: 甲 / - / 丙 / - / -
project: total 23500 = 23500元, fiscal 23500 = 23500元
annual goal: 修路
output.quantity: 修路 = 5公里
benefit.social: 出行 = 便利
table: 2025年部门预算项目支出绩效目标表 / 2025 / -
identity: 乙 / - / 丁 / - / -
project: total 800 = 800元, fiscal 600 = 600元, other 200 = 200元
annual goal: 修桥
output.quantity: 修桥 = 1座
""",
    ),
    "a_numbered_list_of_bracket_lists": Drawing(
        "a row a project, each with its number in the list",
        """
2023年部门预算项目绩效目标汇总表{c4}
序号|项目名称|资金总额（万元）|绩效指标
1|甲|186.00|【产出指标-数量指标】1.修路：5公里；2.修桥：1座
2|乙|912|【满意度指标-服务对象满意度指标】群众满意度：≥95%
""",
        """
table: 2023年部门预算项目绩效目标汇总表 / 2023 / -
identity: 甲 / - / - / - / -
project: total 186.00 = 1860000元
output.quantity: 1.修路 = 5公里
output.quantity: 2.修桥 = 1座
table: 2023年部门预算项目绩效目标汇总表 / 2023 / -
identity: 乙 / - / - / - / -
project: total 912 = 9120000元
satisfaction.recipients: 群众满意度 = ≥95%
""",
    ),
    "regions_with_their_sum": Drawing(
        "a value column per region, and one whose label says that it sums them",
        """
2023年项目支出绩效目标表（2023年度）{c7}
项目名称|甲{c6}
一级指标{r2}|二级指标{r2}|三级指标{r2}|指标值{c4}
|||全市合计|甲县|乙县|丙区
产出指标|数量指标|修路|9公里|4公里|3公里|2公里
绩效目标表（续）{c7}
一级指标{r2}|二级指标{r2}|三级指标{r2}|指标值{c4}
|||全市合计|甲县|乙县|丙区
产出指标|时效指标|完成时间|12月|11月|12月|10月
""",
        """
table: 2023年项目支出绩效目标表（2023年度） / 2023 / -
identity: 甲 / - / - / - / -
output.quantity: 修路 = 9公里 (甲县 4公里) (乙县 3公里) (丙区 2公里)
output.timeliness: 完成时间 = 12月 (甲县 11月) (乙县 12月) (丙区 10月)
""",
    ),
    "list_of_bracket_lists": Drawing(
        "a list of projects, each with its indicators in words in one cell",
        """
单位名称|项目名称|预算金额（万元）|年度绩效目标|绩效指标
乙局|甲|36.8|修路|【产出指标-数量指标】修路：5公里\n【效益指标-社会效益指标】出行：便利
丙局|丁|20|办会|【产出指标-数量指标】会议：2次
""",
        """
table:  / None / -
identity: 甲 / - / 乙局 / - / -
project: total 36.8 = 368000元
annual goal: 修路
output.quantity: 修路 = 5公里
table:  / None / -
identity: - / - / - / - / -
benefit.social: 出行 = 便利
table:  / None / -
identity: 丁 / - / 丙局 / - / -
project: total 20 = 200000元
annual goal: 办会
output.quantity: 会议 = 2次
""",
    ),
    "heads_of_two_parts": Drawing(
        "a list whose heads name a column of money and its line, and one whose head names the money alone",
        """
序号|项目名称|预算数|本级已分配资金-资金总额（万元）|本级已分配资金-财政拨款（万元）|绩效目标|一级指标|二级指标|三级指标|指标值
1|甲|569.40|154.40|150|修路|产出指标|数量指标|修路|5公里
""",
        """
table:  / None / -
identity: 甲 / - / - / - / -
project: total 569.40 = 5694000元
allocated: total 154.40 = 1544000元, fiscal 150 = 1500000元
annual goal: 修路
output.quantity: 修路 = 5公里
""",
    ),
    "names_under_indicators": Drawing(
        "types of indicators beside each other, and their names under 绩效指标",
        """
2024年度财政支出项目绩效目标表{c4}
项目名称|甲{c3}
项目绩效目标|免疫{c3}
指标类型|指标类别|绩效指标|绩效目标值
产出{r2}|产出数量|免疫生猪|≥16万头
|产出成本|疫苗成本|≤112.4万元
效果{r2}|环境效益|无害化处理率|≥99%
|可持续发展|养殖业|持续推进
满意度|社会公众或服务对象满意度|养殖户满意度|≥90%
""",
        """
table: 2024年度财政支出项目绩效目标表 / 2024 / -
identity: 甲 / - / - / - / -
annual goal: 免疫
output.quantity: 免疫生猪 = ≥16万头
output.cost: 疫苗成本 = ≤112.4万元
benefit.ecological: 无害化处理率 = ≥99%
benefit.sustainability: 养殖业 = 持续推进
satisfaction.recipients: 养殖户满意度 = ≥90%
""",
    ),
    "whole_project_above_the_year": Drawing(
        "the money of all years above that of the year, a column of money with its parts in one line",
        """
2025年项目支出绩效目标申报表{c6}
填报单位：乙局{c6}
项目名称|甲{c5}
主管部门|乙局{c2}|实施单位|丙队{c2}
计划开始日期|2025-03-01{c2}|计划完成日期|2025年10月31日{c2}
项目资金总额（元）|3,000,000{c2}|其中：财政资金|2800000{c2}
年度资金申请总额（元）|1,000,000{c2}|其中：当年财政拨款|800000{c2}
||||上年结转资金|0
||||其他资金|200000
年度总体目标|修路{c5}
一级指标|二级指标|三级指标{c2}|年度指标值{c2}
产出指标|数量指标|修路{c2}|5公里{c2}
""",
        """
table: 2025年项目支出绩效目标申报表 / 2025 / -
identity: 甲 / 乙局 / 丙队 / - / 2025-03-01至2025年10月31日
project: total 1,000,000 = 1000000元, fiscal 800000 = 800000元, other 200000 = 200000元, carryover 0 = 0元
mid_term: total 3,000,000 = 3000000元, fiscal 2800000 = 2800000元
annual goal: 修路
output.quantity: 修路 = 5公里
""",
    ),
    "a_total_heads_the_funds": Drawing(
        "a label of sums over the lines of the block, and once over nothing but a blank",
        """
2024年度项目支出绩效目标表{c4}
项目名称|甲{c3}
主管部门|乙|项目单位|丙
预算金额（元）{r3}|资金总额|15740{c2}
|其中：财政拨款|12000{c2}
|其他资金|3740{c2}
年度绩效目标|修路{c3}
一级指标|二级指标|三级指标|指标值
产出指标|数量指标|修路|5公里
2024年度项目支出绩效目标表{c4}
项目名称|丁{c3}
主管部门|乙|项目单位|丙
预算金额||财政拨款|7
年度绩效目标|修桥{c3}
一级指标|二级指标|三级指标|指标值
产出指标|数量指标|修桥|1座
""",
        """
table: 2024年度项目支出绩效目标表 / 2024 / -
identity: 甲 / 乙 / 丙 / - / -
project: total 15740 = 15740元, fiscal 12000 = 12000元, other 3740 = 3740元
annual goal: 修路
output.quantity: 修路 = 5公里
table: 2024年度项目支出绩效目标表 / 2024 / -
identity: 丁 / 乙 / 丙 / - / -
project: total '', fiscal 7 = 70000元
annual goal: 修桥
output.quantity: 修桥 = 1座
""",
    ),
    "fund_parts_in_one_line": Drawing(
        "the head of the money, its total and its parts in one line",
        """
2022年项目支出绩效目标表{c5}
项目名称|甲{c4}
预算单位|乙局{c4}
项目资金（万元）|资金总额|100|财政拨款|80
年度目标|修路{c4}
一级指标|二级指标|三级指标|指标值|权重
产出指标|数量指标|修路|5公里|50
""",
        """
table: 2022年项目支出绩效目标表 / 2022 / -
identity: 甲 / - / 乙局 / - / -
project: total 100 = 1000000元, fiscal 80 = 800000元
annual goal: 修路
output.quantity: 修路 = 5公里 (weight 50)
""",
    ),
    "list_below_units": Drawing(
        "a list of projects below the names of their units, each level of the tree in a row of its own",
        """
项目支出绩效目标表（本次下达）{c10}
单位名称：乙局{c10}
单位名称、项目名称|项目年度绩效目标|一级指标|二级指标|三级指标|指标性质|指标值|度量单位|指标属性|指标内容
1|2|3|4|5|6|7|8|9|10
乙局办公室|||||||||
甲|修路||||||||
||产出指标|||||||
|||数量指标||||||
||||修路|>=|5|公里|定量指标|反映修路的长度
||||修桥|=|1|座|定量指标|反映修桥的数量
||效益指标|||||||
|||社会效益指标||||||
||||出行|=|便利||定性指标|反映出行
丙|办会||||||||
||产出指标|||||||
|||数量指标||||||
||||会议|=|2|次|定量指标|反映会议
乙局信息中心|||||||||
丁|上网||||||||
||产出指标|||||||
|||质量指标||||||
||||在线率|>=|99|%|定量指标|反映在线
""",
        """
table: 项目支出绩效目标表（本次下达） / None / -
identity: 甲 / - / 乙局办公室 / - / -
annual goal: 修路
output.quantity: 修路 = >=5公里 (nature 定量指标) (explanation 反映修路的长度)
output.quantity: 修桥 = =1座 (nature 定量指标) (explanation 反映修桥的数量)
benefit.social: 出行 = =便利 (nature 定性指标) (explanation 反映出行)
table: 项目支出绩效目标表（本次下达） / None / -
identity: 丙 / - / 乙局办公室 / - / -
annual goal: 办会
output.quantity: 会议 = =2次 (nature 定量指标) (explanation 反映会议)
table: 项目支出绩效目标表（本次下达） / None / -
identity: 丁 / - / 乙局信息中心 / - / -
annual goal: 上网
output.quality: 在线率 = >=99% (nature 定量指标) (explanation 反映在线)
""",
    ),
    "bracketed_categories_in_rows": Drawing(
        "categories of both levels in the column of the whole block, the money unit and fields beside figures",
        """
预算项目绩效目标表{c5}
项目名称|甲{c2}||单位：元
预算金额|496{c2}|主管部门|乙局
年度目标|修路{c4}
绩效指标|指标名称|计算符号|指标值|计量单位
【产出指标-数量指标】|修路|≥|5|公里
【效益指标-社会效益指标】|出行||便利|
""",
        """
table: 预算项目绩效目标表 / None / -
identity: 甲 / 乙局 / - / - / -
project: total 496 = 496元
annual goal: 修路
output.quantity: 修路 = ≥5公里
benefit.social: 出行 = 便利
""",
    ),
    "unit_in_a_field": Drawing(
        "the money unit in a field of its own, categories left blank in columns of signs and points",
        """
2022年项目支出绩效目标表{c7}
项目名称|甲{c2}|金额单位|元{c3}
资金总额|49600{c6}
年度目标|修路{c6}
一级指标|二级指标|三级指标|运算符号|指标值|计量单位|权重
产出指标|数量指标|修路|≥|5|公里|10
|质量指标||≥|||5
""",
        """
table: 2022年项目支出绩效目标表 / 2022 / -
identity: 甲 / - / - / - / -
project: total 49600 = 49600元
annual goal: 修路
output.quantity: 修路 = ≥5公里 (weight 10)
output.quality: - = -
""",
    ),
    "transfer_payment": Drawing(
        "a transfer payment: its name goes by another label, the whole term's money beside the year's",
        """
中央对地方专项转移支付绩效目标申报表{c7}
（2023年度）{c7}
专项名称|农田建设补助{c6}
中央主管部门|乙部{c2}|专项实施期|2023年{c3}
资金情况\\n（万元）{r2}|实施期金额：|9000{c2}|年度金额：|4820{c2}
|其他资金|{c2}|其他资金|820{c2}
总体目标{r2}|实施期总目标{c3}|年度目标{c3}
|三年{c3}|一年{c3}
绩效指标{r3}|一级指标|二级指标|三级指标|指标值|三级指标|指标值
|产出指标{r2}|数量指标|修路|9公里|修路|5公里
||质量指标|合格率|100%|合格率|95%
""",
        """
table: 中央对地方专项转移支付绩效目标申报表 / 2023 / -
identity: 农田建设补助 / 乙部 / - / - / 2023年
project: total 4820 = 48200000元, other 820 = 8200000元
mid_term: total 9000 = 90000000元, other ''
long-term goal: 三年
annual goal: 一年
output.quantity: 修路 = 5公里
output.quality: 合格率 = 95%
mid-term output.quantity: 修路 = 9公里
mid-term output.quality: 合格率 = 100%
""",
    ),
    "points_in_the_section": Drawing(
        "a self-evaluation whose section of funds has points in its name",
        """
项目支出绩效自评表{c8}
（2022年度）{c8}
项目名称|甲{c7}
项目预算\\n执行情况\\n（10分）{r3}||年初预算数|全年预算数（A）|全年执行数（B）|分值|执行率（B/A）|得分
|年度资金总额：|100|120|110|10|91.67%|9.17
|其中：财政拨款|100|120|110|-|-|-
年度总体目标{r2}|预期目标{c3}|实际完成情况{c4}
|修路{c3}|已修{c4}
一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分|偏差原因分析及改进措施
产出指标（50分）|数量指标|修路|5公里|5公里|50|50|
总分{c5}|60|59.17|
""",
        """
table: 项目支出绩效自评表 / 2022 / cn-self-evaluation
identity: 甲 / - / - / - / -
project: total 100 = 1000000元, fiscal 100 = 1000000元
budget: total 120 = 1200000元, fiscal 120 = 1200000元
spent: total 110 = 1100000元, fiscal 110 = 1100000元
annual goal: 修路
achieved goal: 已修
output.quantity: 修路 = 5公里 (weight 50) (actual 5公里) (score 50)
execution: 120 = 1200000元 / 110 = 1100000元 / 91.67% / 10 / 9.17
total score: 59.17
""",
    ),
    "stacked": Drawing(
        "two tables on a sheet, the header repeated, parent and children, notes",
        """
2022年项目支出绩效目标表{c4}
项目名称|甲{c3}
年度目标|丙{c3}
一级指标|二级指标|三级指标|指标值
产出指标|数量指标|修路|5公里
注：以上。{c4}

2022年项目支出绩效目标表{c4}
项目名称|乙{c3}
年度目标|丙{c3}
一级指标|二级指标|三级指标|指标值
产出指标|数量指标|修桥|5座
一级指标|二级指标|三级指标|指标值
产出指标|数量指标|修房|1间
|质量指标|培训|100人
||其中：教师|60人
效益指标{r2}||||
|社会效益|就业|5人
备注|无{c3}
""",
        """
table: 2022年项目支出绩效目标表 / 2022 / -
identity: 甲 / - / - / - / -
annual goal: 丙
output.quantity: 修路 = 5公里
table: 2022年项目支出绩效目标表 / 2022 / -
identity: 乙 / - / - / - / -
annual goal: 丙
output.quantity: 修桥 = 5座
output.quantity: 修房 = 1间
output.quality: 培训 = 100人
output.quality: 其中：教师 = 60人
benefit.social: 就业 = 5人
""",
    ),
    "figures_with_their_labels": Drawing(
        "figures in one cell with their labels",
        """
2021年自治区本级部门项目支出预算绩效目标表{c7}
项目名称{c2}|甲项目{c5}
主管部门{c2}|乙厅{c2}|实施单位|丙处{c2}
项目属性{c2}|一年期项目{c2}|项目期|2021年-2021年{c2}
项目年度资金（万元）{r3c2}|年度资金总额： 95.06{c2}|其中：项目自治区本级已分配资金（万元）{r3}|资金总额： 95.06{c2}
{c2}|其中：财政拨款： 95.06{c2}||其中：财政拨款： 95.06{c2}
{c2}|其他资金：{c2}||其他资金：{c2}
年度总体绩效目标{c3}|年度绩效目标（本级已分配资金）{c4}
修一条路{c3}|修半条路{c4}
绩效指标|一级指标|二级指标|三级指标{c3}|指标值
自治区本级绩效指标{r4}|产出指标{r2}|数量指标（必填硬性指标）|指标1：修路{c3}|1条
||质量指标（必填）|合格率{c3}|100%
|效益指标|生态效益指标（选填）|{c3}|
|满意度指标|服务对象满意度指标|群众满意度{c3}|80%
""",
        """
table: 2021年自治区本级部门项目支出预算绩效目标表 / 2021 / ningxia-2021
identity: 甲项目 / 乙厅 / 丙处 / 一年期项目 / 2021年-2021年
project: total 95.06 = 950600元, fiscal 95.06 = 950600元, other ''
allocated: total 95.06 = 950600元, fiscal 95.06 = 950600元, other ''
annual goal: 修一条路
allocated goal: 修半条路
output.quantity: 指标1：修路 = 1条 (mark 必填硬性指标)
output.quality: 合格率 = 100% (mark 必填)
benefit.ecological: - = - (mark 选填)
satisfaction.recipients: 群众满意度 = 80%
""",
    ),
    "labels_above_figures": Drawing(
        "labels above what they ask for",
        """
2022年度项目支出绩效目标申报表{c6}
单位：元{c6}
项目名称|甲{c2}|主管部门|乙{c2}
资金总额|财政拨款|其他资金|上年结转|项目期|
1000000|900000|100000||2022年|
年度目标|丙{c5}
一级指标|二级指标|三级指标{c2}|指标值|分值
产出指标|数量指标|修路{c2}|5公里|50
""",
        """
table: 2022年度项目支出绩效目标申报表 / 2022 / -
identity: 甲 / 乙 / - / - / 2022年
project: total 1000000 = 1000000元, fiscal 900000 = 900000元, other 100000 = 100000元, carryover ''
annual goal: 丙
output.quantity: 修路 = 5公里 (weight 50)
""",
    ),
    "merged_names_and_values": Drawing(
        "names and values merged over rows",
        """
2022年项目支出绩效目标表{c4}
项目名称|甲{c3}
年度目标|丙{c3}
一级指标|二级指标|三级指标|指标值
产出指标{r4}|数量指标{r2}|修路|5公里{r2}
||修桥|
|质量指标{r2}|合格率{r2}|90%
|||95%
""",
        """
table: 2022年项目支出绩效目标表 / 2022 / -
identity: 甲 / - / - / - / -
annual goal: 丙
output.quantity: 修路 = 5公里
output.quantity: 修桥 = 5公里
output.quality: 合格率 = 90%
output.quality: 合格率 = 95%
""",
    ),
    "first_level_begins_late": Drawing(
        "a first-level cell that begins in the middle of its block",
        """
2022年项目支出绩效目标表{c4}
项目名称|甲{c3}
年度目标|丙{c3}
一级指标|二级指标|三级指标|指标值
产出指标|数量指标|修路|5公里
|质量指标|合格|90%
|社会效益指标|就业|5人
效益指标{r2}|经济效益指标|收入|10万元
|可持续影响|机制|长期
|服务对象满意度|满意度|90%
""",
        """
table: 2022年项目支出绩效目标表 / 2022 / -
identity: 甲 / - / - / - / -
annual goal: 丙
output.quantity: 修路 = 5公里
output.quality: 合格 = 90%
benefit.social: 就业 = 5人
benefit.economic: 收入 = 10万元
benefit.sustainability: 机制 = 长期
satisfaction.recipients: 满意度 = 90%
""",
    ),
    "blocks_under_group_labels": Drawing(
        "the annual block first, told by the labels above the two",
        """
2022年项目支出绩效目标申报表{c7}
项目名称|甲{c6}
中期目标|三年{c6}
年度目标|一年{c6}
一级指标{r2}|年度绩效指标{c3}|中期绩效指标{c3}
|二级指标|三级指标|指标值|二级指标|三级指标|指标值
产出指标|数量指标|修路|1公里|数量指标|修路|3公里
""",
        """
table: 2022年项目支出绩效目标申报表 / 2022 / cn-2015
identity: 甲 / - / - / - / -
long-term goal: 三年
annual goal: 一年
output.quantity: 修路 = 1公里
mid-term output.quantity: 修路 = 3公里
""",
    ),
    "two_value_columns": Drawing(
        "names once, a value of the whole term and one of the year",
        """
2022年项目支出绩效目标申报表{c6}
项目名称|甲{c5}
年度目标|一年{c5}
一级指标|二级指标|三级指标|中期指标值|年度指标值|权重
产出指标|数量指标|修路|3公里|1公里|50
""",
        """
table: 2022年项目支出绩效目标申报表 / 2022 / -
identity: 甲 / - / - / - / -
annual goal: 一年
output.quantity: 修路 = 1公里 (weight 50)
mid-term output.quantity: 修路 = 3公里
""",
    ),
    "unit_number_operator": Drawing(
        "unit, number and operator in this order, blanks marked by a stroke",
        """
2022年项目支出绩效目标申报表{c8}
项目名称|甲{c7}
年度目标|一年{c7}
一级指标|二级指标|三级指标|度量单位|目标值|运算符号|权重|指标解释
产出指标|数量指标|修路|公里|3|≥|50|路
|质量指标|合格|/|优|定性|50%|
""",
        """
table: 2022年项目支出绩效目标申报表 / 2022 / -
identity: 甲 / - / - / - / -
annual goal: 一年
output.quantity: 修路 = ≥3公里 (weight 50) (explanation 路)
output.quality: 合格 = 优 (weight 50) (nature 定性)
""",
    ),
    "label_and_text_in_one_cell": Drawing(
        "label and text in one cell, a total, signatures below",
        """
单位：万元{c4}
项目支出绩效目标表（2022年）{c4}
填报单位：丙处|||填报日期：2022.1
项目名称：甲{c4}
资金总额：5|财政拨款：5||
年度目标：修路{c4}
一级指标|二级指标|三级指标|指标值
产出指标|数量指标|修路|1
合计|||
单位负责人：|张|填表人：|李
""",
        """
table: 项目支出绩效目标表（2022年） / 2022 / -
identity: 甲 / - / 丙处 / - / -
project: total 5 = 50000元, fiscal 5 = 50000元
annual goal: 修路
output.quantity: 修路 = 1
""",
    ),
    "section_labels": Drawing(
        "labels of sections beside the rows",
        """
2022年项目支出绩效目标申报表{c5}
基本信息{r3}|项目名称|甲{c3}
|主管部门|乙|实施单位|丙
|项目期|2022年|项目属性|一年期项目
资金情况（万元）{r2}|资金总额|5{c3}
|财政拨款|5{c3}
绩效目标|年度目标|修路{c3}
绩效指标{r3}|一级指标|二级指标|三级指标|指标值
|产出指标|数量指标|修路|1
|满意度指标{c2}|满意度|90%
""",
        """
table: 2022年项目支出绩效目标申报表 / 2022 / -
identity: 甲 / 乙 / 丙 / 一年期项目 / 2022年
project: total 5 = 50000元, fiscal 5 = 50000元
annual goal: 修路
output.quantity: 修路 = 1
satisfaction.recipients: 满意度 = 90%
""",
    ),
    "short_labels": Drawing(
        "labels without 指标, broken labels, placeholders",
        """
2022年项目支出绩效目标申报表{c4}
项目名称|甲{c3}
年度目标|修路{c3}
一级指标|二级指标|三级指标|指标值
产出(60分)|数量(20分)|修路|1
|质量(20分)|修路|1
|……|……|……
效益 指标|社会\\n效益|……|
满意度|满意度|服务对象满意度|90%
预算执行率|||10
""",
        """
table: 2022年项目支出绩效目标申报表 / 2022 / -
identity: 甲 / - / - / - / -
annual goal: 修路
output.quantity: 修路 = 1
output.quality: 修路 = 1
benefit.social: - = -
satisfaction.recipients: 服务对象满意度 = 90%
""",
    ),
    "natures_beside_categories": Drawing(
        "a column that calls each indicator 定量 or 定性, under a label that otherwise heads categories",
        """
项目支出绩效目标表{c8}
项目名称|甲{c7}
一级指标|二级指标|三级指标|指标类型|指标方向|计算符号|指标值|单位
产出指标{r2}|数量指标|修路|定量|正向|大于等于|5|公里
|时效指标|完工|定性|||11月末|
满意度指标|服务对象满意度指标|投诉率|定量|反向|小于|1|%
""",
        """
table: 项目支出绩效目标表 / None / -
identity: 甲 / - / - / - / -
output.quantity: 修路 = 大于等于5公里 (nature 定量) (nature 正向)
output.timeliness: 完工 = 11月末 (nature 定性)
satisfaction.recipients: 投诉率 = 小于1% (nature 定量) (nature 反向)
""",
    ),
    "values_of_the_past": Drawing(
        "the values of the two years before to the left of the year's, in a header of three lines",
        """
项目年度绩效目标表{c7}
项目名称|甲{c6}
一级指标{r3}|二级指标{r3}|三级指标{r3}|指标值{c3}|绩效标准{r3}
|||近两年指标值{c2}|预期当年实现值{r2}|
|||前年|上年||
产出指标{r2}|数量指标|修路|4公里|6公里|5公里|计划标准
|质量指标|合格率|—|98%|≥99%|行业标准
""",
        """
table: 项目年度绩效目标表 / None / -
identity: 甲 / - / - / - / -
output.quantity: 修路 = 5公里 (前年 4公里) (上年 6公里) (basis 计划标准)
output.quality: 合格率 = ≥99% (前年 —) (上年 98%) (basis 行业标准)
""",
    ),
    "list_with_a_total_of_each": Drawing(
        "a list whose money is headed 总额, with a line of sums above the projects",
        """
2024年绩效目标汇总表{c7}
编制单位：丙局{c5}|单位：万元{c2}
项目名称{r2}|项目资金{c2}|绩效指标{c4}
|总额|财政拨款|一级指标|二级指标|三级指标|指标值
合计|9|8||||
甲|5|5|产出指标|数量指标|修路|5公里
乙|4|3|产出指标|数量指标|修桥|1座
""",
        """
table: 2024年绩效目标汇总表 / 2024 / -
identity: 甲 / - / - / - / -
project: total 5 = 50000元, fiscal 5 = 50000元
output.quantity: 修路 = 5公里
table: 2024年绩效目标汇总表 / 2024 / -
identity: 乙 / - / - / - / -
project: total 4 = 40000元, fiscal 3 = 30000元
output.quantity: 修桥 = 1座
""",
    ),
    "goals_above_each_list": Drawing(
        "the whole term's goal and its indicators, and below them the year's",
        """
项目绩效目标申报表{c5}
项目名称|甲{c4}
长期绩效目标|三年{c4}
长期绩效指标{r2}|一级指标|二级指标|三级指标|指标值
|产出指标|数量指标|修路|9公里
年度绩效目标（2024年）|一年{c4}
年度绩效指标{r2}|一级指标|二级指标|三级指标|指标值
|产出指标|数量指标|修路|3公里
""",
        """
table: 项目绩效目标申报表 / None / -
identity: 甲 / - / - / - / -
long-term goal: 三年
annual goal: 一年
output.quantity: 修路 = 3公里
mid-term output.quantity: 修路 = 9公里
""",
    ),
    "headings_with_the_names": Drawing(
        "tables below each other, each under a heading with the project's name",
        """
2024年项目支出绩效目标表{c4}
一、甲项目{c4}
项目名称|甲项目{c3}
一级指标|二级指标|三级指标|指标值
产出指标|数量指标|修路|5公里
二、修桥{c4}
项目名称|修桥项目|实施单位|丙
一级指标|二级指标|三级指标|指标值
产出指标|数量指标|修桥|1座
""",
        """
table: 2024年项目支出绩效目标表 / 2024 / -
identity: 甲项目 / - / - / - / -
output.quantity: 修路 = 5公里
table:  / None / -
identity: 修桥项目 / - / 丙 / - / -
output.quantity: 修桥 = 1座
""",
    ),
    "spending_units": Drawing(
        "a self-evaluation with one unit that acts and one that spends, and 项目 beside the heads of money",
        """
2022年度项目绩效自评表{c7}
项目名称|甲{c2}|项目实施单位|丙{c3}
主管部门|乙{c2}|资金使用单位|丁{c3}
预算执行情况（10分）{r3}|项目|全年预算数（A）|全年执行数（B）|执行率（B/A）|分值|得分
|年度资金总额|300|270|90%|10|9
|其中：财政拨款|300|270|||
一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分
产出指标|数量指标|修路|≥6公里|6公里|90|90
合计{c5}|100|99
注：90分（含）以上为优。{c7}
""",
        """
table: 2022年度项目绩效自评表 / 2022 / cn-self-evaluation
identity: 甲 / 乙 / 丙 / - / -
budget: total 300 = 3000000元, fiscal 300 = 3000000元
spent: total 270 = 2700000元, fiscal 270 = 2700000元
output.quantity: 修路 = ≥6公里 (weight 90) (actual 6公里) (score 90)
execution: 300 = 3000000元 / 270 = 2700000元 / 90% / 10 / 9
total score: 99
""",
    ),
    "signs_in_place_of_colons": Drawing(
        "indicators listed in words, of which some have a sign between name and value",
        """
项目支出绩效目标表{c2}
项目名称|甲
绩效指标|【产出指标-数量指标】修路：5公里；修桥≥1座\\n【满意度指标-服务对象满意度指标】群众满意度不低于90%。
""",
        """
table: 项目支出绩效目标表 / None / -
identity: 甲 / - / - / - / -
output.quantity: 修路 = 5公里
output.quantity: 修桥 = ≥1座
satisfaction.recipients: 群众满意度 = 不低于90%
""",
    ),
    "fields_above_the_name": Drawing(
        "fields above the project's name, and the name behind another field; a signature between two tables",
        """
项目支出绩效目标表{c4}
预算年度|2025|金额单位|元
单位名称|丙{c3}
项目编码|12345|项目名称|甲
资金总额|500|财政拨款|500
一级指标|二级指标|三级指标|指标值
产出指标|数量指标|修路|5公里
填报单位：丁{c4}
主管部门|乙{c3}
项目名称|戊{c3}
一级指标|二级指标|三级指标|指标值
产出指标|数量指标|修桥|1座
""",
        """
table: 项目支出绩效目标表 / 2025 / -
identity: 甲 / - / 丙 / - / -
project: total 500 = 500元, fiscal 500 = 500元
output.quantity: 修路 = 5公里
table:  / None / -
identity: 戊 / 乙 / - / - / -
output.quantity: 修桥 = 1座
""",
    ),
    "sources_of_money": Drawing(
        "the parts of the money below the head of a single column, and their sum last",
        """
项目支出绩效目标表{c4}
项目名称|甲{c3}
资金来源|金额（万元）{c3}
财政拨款|60{c3}
其他资金|8{c3}
合计|68{c3}
一级指标|二级指标|三级指标|指标值
产出指标|数量指标|购车|1辆
""",
        """
table: 项目支出绩效目标表 / None / -
identity: 甲 / - / - / - / -
project: total 68 = 680000元, fiscal 60 = 600000元, other 8 = 80000元
output.quantity: 购车 = 1辆
""",
    ),
    "list_with_sums_of_each": Drawing(
        "a list with a line of sums below each project",
        """
项目绩效目标汇总表{c7}
单位：万元{c7}
序号|项目名称|年度资金总额|一级指标|二级指标|三级指标|指标值
1|甲|5|产出指标|数量指标|修路|5公里
|小计|5||||
2|乙|4|产出指标|数量指标|修桥|1座
|小计|4||||
|总计|9||||
""",
        """
table: 项目绩效目标汇总表 / None / -
identity: 甲 / - / - / - / -
project: total 5 = 50000元
output.quantity: 修路 = 5公里
table: 项目绩效目标汇总表 / None / -
identity: 乙 / - / - / - / -
project: total 4 = 40000元
output.quantity: 修桥 = 1座
""",
    ),
    "the_year_on_the_left": Drawing(
        "the year's list to the left of the whole term's, which only the labels above the header say",
        """
项目支出绩效目标申报表{c8}
项目名称|甲{c7}
项目资金（人民币万元）{r2}|年度资金总额|90{c2}|实施期资金总额|270{c3}
|其中：财政拨款|80{c2}|其中：财政拨款|240{c3}
绩效指标{r5}|年度绩效指标{c4}|实施期绩效指标{c3}
|一级指标|二级指标|三级指标|指标值|二级指标|三级指标|指标值
|产出指标{r2}|数量指标|资助|180人|数量指标|资助|540人
||时效指标|发放|10月|时效指标|发放|每年10月
|满意度指标|服务对象满意度指标|满意度|95%|服务对象满意度指标|满意度|98%
""",
        """
table: 项目支出绩效目标申报表 / None / -
identity: 甲 / - / - / - / -
project: total 90 = 900000元, fiscal 80 = 800000元
mid_term: total 270 = 2700000元, fiscal 240 = 2400000元
output.quantity: 资助 = 180人
output.timeliness: 发放 = 10月
satisfaction.recipients: 满意度 = 95%
mid-term output.quantity: 资助 = 540人
mid-term output.timeliness: 发放 = 每年10月
mid-term satisfaction.recipients: 满意度 = 98%
""",
    ),
    "targets_and_actuals_in_parts": Drawing(
        "a self-evaluation whose targets and actual values are spread over columns below their heads",
        """
2024年度项目支出绩效自评表{c10}
项目名称|甲{c9}
一级指标{r2}|二级指标{r2}|三级指标{r2}|年度指标值{c3}|实际完成值{c2}|分值{r2}|得分{r2}
|||符号|数值|单位|数值|单位||
产出指标{r2}|数量指标|救助|≥|820|人次|846|人次|50|50
|质量指标|规范率|＝|100|%|99|%|40|39.6
""",
        """
table: 2024年度项目支出绩效自评表 / 2024 / cn-self-evaluation
identity: 甲 / - / - / - / -
output.quantity: 救助 = ≥820人次 (weight 50) (actual 846人次) (score 50)
output.quality: 规范率 = ＝100% (weight 40) (actual 99%) (score 39.6)
""",
    ),
    "first_levels_in_lines": Drawing(
        "first-level categories in lines of their own, each above a header",
        """
项目支出绩效目标表{c4}
项目名称|甲|实施单位|丙
（一）成本指标{c4}
二级指标|三级指标|指标值|备注
经济成本指标|单价|≤5元|
（二）产出指标{c4}
二级指标|三级指标|指标值|备注
数量指标|修路|5公里|
成本指标|造价|9元|
""",
        """
table: 项目支出绩效目标表 / None / cn-2021
identity: 甲 / - / 丙 / - / -
cost.economic: 单价 = ≤5元
output.quantity: 修路 = 5公里
output.cost: 造价 = 9元
""",
    ),
    "a_header_above_all_projects": Drawing(
        "a list with a line for each project, in which its name and its money stand, above its indicators",
        """
2024年部门项目绩效目标汇总表{c4}
金额单位：万元（保留两位小数）{c4}
一级指标|二级指标|三级指标|指标值
项目名称：甲{c2}|年度资金总额：264{c2}
产出指标|数量指标|修路|5公里
满意度指标|服务对象满意度指标|满意度|95%
项目名称：乙{c2}|年度资金总额：72.5{c2}
产出指标|数量指标|修桥|1座
""",
        """
table: 2024年部门项目绩效目标汇总表 / 2024 / -
identity: 甲 / - / - / - / -
project: total 264 = 2640000元
output.quantity: 修路 = 5公里
satisfaction.recipients: 满意度 = 95%
table:  / None / -
identity: 乙 / - / - / - / -
project: total 72.5 = 725000元
output.quantity: 修桥 = 1座
""",
    ),
    "list_with_heads_of_two_lines": Drawing(
        "a list without a title, whose upper heads stand over those of a second line",
        """
项目名称{r2}|资金{c2}|绩效指标{c4}
|总额（万元）|其中：财政拨款（万元）|一级指标|二级指标|三级指标|指标值
甲|5|4|产出指标|数量指标|修路|5公里
|||满意度指标|服务对象满意度指标|满意度|95%
乙|3|3|产出指标|数量指标|修桥|1座
""",
        """
table:  / None / -
identity: 甲 / - / - / - / -
project: total 5 = 50000元, fiscal 4 = 40000元
output.quantity: 修路 = 5公里
satisfaction.recipients: 满意度 = 95%
table:  / None / -
identity: 乙 / - / - / - / -
project: total 3 = 30000元, fiscal 3 = 30000元
output.quantity: 修桥 = 1座
""",
    ),
    "the_budget_of_all_years": Drawing(
        "the budget of the whole project beside the year's, what was spent before, and no value of the past",
        """
项目支出绩效目标表{c5}
项目名称|甲{c4}
项目总预算（元）|18000000{c2}|项目当年预算（元）|6000000
同名项目上年预算额（元）|5200000{c2}|同名项目上年预算执行数（元）|5100000
一级指标|二级指标|三级指标|指标值|历史值
产出指标|数量指标|修路|5公里|
""",
        """
table: 项目支出绩效目标表 / None / -
identity: 甲 / - / - / - / -
project: total 6000000 = 6000000元
mid_term: total 18000000 = 18000000元
output.quantity: 修路 = 5公里
""",
    ),
}
