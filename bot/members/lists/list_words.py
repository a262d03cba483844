"""The words and numbers in lists of members: what they look like, and what they tell."""

import re

HAN = "\u3007\u3400-\u9fff\U00020000-\U0003ffff"
SPACED = r"[\s./_-]{0,3}"
YEAR = rf"(?:1{SPACED}[89]|2{SPACED}0){SPACED}\d{SPACED}\d"
MONTH = rf"(?:0{SPACED}[1-9]|1{SPACED}[0-2])"
DAY = rf"(?:0{SPACED}[1-9]|[12]{SPACED}\d|3{SPACED}[01])"
# However it is written: in one, partly starred, cut off by a spreadsheet, or in groups. GB 11643.
ID_NUMBER = re.compile(
    rf"""
    (?<![\d*])(?!0086 1[3-9]\d{{9}}(?!\d)) \d[\d*]{{14,}}[Xx]?
    | (?<![\d.])\d(?:\.\d+)?[eE]\+?1[4-7](?!\d)
    | (?<!\d)[1-9](?:{SPACED}\d){{5}}{SPACED}{YEAR}{SPACED}{MONTH}{SPACED}{DAY}
      (?:{SPACED}\d){{3}}{SPACED}[\dXx](?!\d)
    | (?<!\d)[1-9]\d{{5}}{SPACED}\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]){SPACED}\d{{3}}(?!\d)
    """,
    re.VERBOSE,
)
NUMBER = re.compile(
    r"""(?<![\d+])(?:
    (?:(?:\+|00)?86[ -]?)?1[3-9](?:[ -]?\d){9}
    | (?:(?:\+|00)86[ -]?)?\(?0[1-9]\d{1,2}\)?[ -]?[1-9]\d{6,7}
    | (?:\+|00)[1-9](?:[ -]?\d){6,12}
    )(?!\d)""",
    re.VERBOSE,
)
LOCAL_NUMBER = re.compile(r"[2-9]\d{2,3}[ -]?\d{4}")
CUT_OFF = re.compile(r"(?<![\d.])\d(?:\.\d+)?[eE]\+?\d{1,2}")
DATE = r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])(?!\d)"

NAME_HEADER = re.compile(
    r"(?:流动|预备|正式)?(?:党员|成员|人员|同志|本人)?(?:姓名|名字)|(?:full)?name"
)
NUMBER_HEADER = re.compile(r"手机|电话|联系方式|联系号码|phone|mobile|tel")
OF_OTHERS = re.compile(r"联系人|组织|支部|单位|书记|家属|家庭|紧急|家长|办公")
REMARK_HEADER = re.compile(r"类别|类型|备注|政治面貌|党员身份|党员性质|预备|membership|remark")
TIME_HEADER = re.compile(r"时间|日期|年月|date")
YES = frozenset({"是", "√", "✓", "✔", "1", "v", "y", "yes"})

PROBATIONARY = re.compile(r"预备|(?<!\S)预(?!\S)|probationary", re.IGNORECASE)
FULL = re.compile(r"转正|正式|非预备|不是预备|full member", re.IGNORECASE)
OUTSIDE = re.compile(r"积极分子|发展对象|入党申请|(?<!\S)(?:群众|共?青?团员)(?!\S)")
LEFT = re.compile(r"转出|去世|死亡|病故|已故|逝世|除名|开除|退党")
STAGE = re.compile(rf".*(?:党员|转正|{OUTSIDE.pattern})|正式|预备|预")
DESCRIBES = re.compile(
    r"男|女|男性|女性|汉|.{1,5}族|(?:佛|道|基督|天主|伊斯兰|不?信|无宗)教|已婚|未婚|健康|良好|一般|较差|.*(?:病|癌|症|残疾|血压)"
    r"|文盲|小学|初中|高中|中专|职高|大专|专科|本科|大学|研究生|硕士|博士|.*(?:学校|学历)"
    r"|农民|村民|务农|务工|经商|求学|退休|在职|外出|.*(?:公司|支部|大队|职务)"
    r"|是|否|无|有|年|月|日|岁|人|.*(?:姓名|性别|电话|手机|号码|证号|机号|序号|类别|备注|地址|街道)"
    r"|[广杭福郑苏温常徐柳]州|江[苏西]|安徽|武汉|金华|石家庄|贵阳|甘肃|云南|.{2,}[省市县区镇乡村]"
)
SUM_OR_SIGNATURE = re.compile(r"合计|总计|小计|共计|填表|制表|填报|审核|签字|签名|盖章")
NOT_A_MEMBER = re.compile(rf"{SUM_OR_SIGNATURE.pattern}|^(?:{STAGE.pattern})$")
TITLE = re.compile(r"姓名|名单|名册|支部|党委|负责人|统计|日期|说明|备注|注:|以上|以下|共\s*\d")
SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任"
    "卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付傅方邹熊白孟秦邱侯江尹薛闫阎段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫"
    "孔向常汤康易乔赖文牛樊葛邢安齐庄温俞申鲁翟伍关倪季聂焦欧柳尚施岳丘骆项祝毕芦左涂游辛管柴霍凌纪颜耿解"
    "童祁洪甘米裴靳符车桂古柏苗翁娄华包代单盛谷麦喻卓卜蓝隋简穆冉房党鲍梅费卞滕庞苟匡兰舒巩阮蒲楚桑宫屈连"
    "牟戚司宗郎席冀商农班蒙诸皇令尉慕"
)
SURNAMES_OF_TWO = "欧阳|诸葛|司马|司徒|上官|皇甫|令狐|慕容|尉迟|夏侯|公孙"
# Names of two signs are often written with a space, so that they are as long as the others.
SPLIT_NAME = re.compile(
    rf"(?<!\w)([{SURNAMES}]|{SURNAMES_OF_TWO}) +"
    rf"((?![男女汉])[{HAN}](?: +(?![男女汉{SURNAMES}])[{HAN}])?|[{HAN}]{{2}})(?!\w)"
)
LONG_FOR_A_NAME = re.compile(rf"[{HAN}]{{5,}}")
USUAL_NAME = re.compile(rf"(?:[{SURNAMES}]|{SURNAMES_OF_TWO}).|.+[·•・‧]")
BETWEEN_HAN = re.compile(rf"(?<=[{HAN}]) +(?=[{HAN}])")
IN_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
NOT_IN_NAMES = re.compile(r"[\d,、;:/|=@#&%+*?!<>\"。]")
NAME = re.compile(rf"[{HAN}]{{1,4}}|[{HAN}]+[·•・‧.].+|[^{HAN}]{{3,}}")
PARTS_NAMES = re.compile(r"[,、;]")
PIECE = re.compile(
    rf"(?P<number>{NUMBER.pattern})"
    rf"|(?P<odd>{CUT_OFF.pattern}|(?<!\d)(?!{DATE})\d{{7,}})"
    rf"|[{HAN}]+(?:[·•・‧.][{HAN}]+)*"
    rf"|[^\W\d_{HAN}]+(?:[ .'’-]+[^\W\d_{HAN}]+)*",
    re.VERBOSE,
)
