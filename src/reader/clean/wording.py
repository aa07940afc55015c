"""What sites write around articles, in simplified characters and lower case, as folded text is.

General wording only: no name of a site, and nothing that an article is likely to say more than in passing.
"""

import re
from collections.abc import Iterable


def alternatives(words: Iterable[str]) -> str:
    """A pattern that finds the longest of ``words``, tried by their first characters: five times as fast as a list.

    >>> alternatives(["ab", "abc", "d"])
    '(?:ab(?:c|)|d)'
    """
    heads: dict[str, list[str]] = {}
    for word in sorted(set(words), reverse=True):
        heads.setdefault(word[:1], []).append(word[1:])
    parts = [re.escape(head) + (_tails(tails) if head else "") for head, tails in heads.items()]
    return parts[0] if len(parts) == 1 else f"(?:{'|'.join(sorted(parts, key=len, reverse=True))})"


def _tails(tails: list[str]) -> str:
    return re.escape(tails[0]) if len(tails) == 1 else alternatives(tails)


#: Wherever it stands: each wording of furniture in a block counts against it.
FURNITURE: tuple[str, ...] = (
    # rights, law, contact
    *(
        "版权",
        "copyright",
        "all rights reserved",
        "icp备",
        "icp证",
        "许可证",
        "公网安备",
        "法律顾问",
        "法律声明",
        "免责",
    ),
    *("隐私权", "隐私政策", "隐私条款", "隐私声明", "保护隐私", "声明", "转载", "联系我们", "关于我们", "广告", "投稿"),
    *("客服", "诚征英才", "意见反馈", "友情链接", "友链", "本网", "本站"),
    *("about us", "contact us", "privacy policy", "terms of use", "terms of service"),
    # accounts and tools
    *("注册", "登录", "登入", "密码", "用户名", "账号", "会员", "收藏", "打印", "列印", "转寄", "字号", "字体", "举报"),
    *("订阅", "邮箱", "客户端", "手机版", "二维码", "扫码", "扫一扫", "微信", "短信", "下载", "网站地图", "网站目录"),
    *("sign in", "log in", "sign up", "subscribe", "newsletter"),
    # sharing and talking back
    *("分享", "转发", "微博", "评论", "留言", "好友", "粉丝", "我要", "点评", "点赞", "回复", "楼主", "积分", "发表于"),
    *("帖子", "facebook", "twitter", "share this", "comments"),
    # ways on
    *("首页", "返回", "上一篇", "下一篇", "上一页", "下一页", "更多", "点击", "查看", "导航", "搜索", "频道", "论坛"),
    *(
        "博客",
        "专题",
        "专栏",
        "推荐",
        "热门",
        "排行",
        "精选",
        "组图",
        "图集",
        "视频",
        "要闻",
        "延伸阅读",
        "阅读",
        "浏览",
    ),
    *("标签", "正文", "来源", "编辑", "收录", "read more", "related", "click here"),
)

#: At the beginning of a short block: what follows the last line of an article.
TERMINATORS: tuple[str, ...] = (
    *("分享到", "分享给", "分享:", "分享按钮", "分享本文", "标签", "关键字:", "关键词:", "责任编辑", "编辑:", "责编"),
    *("相关阅读", "相关新闻", "相关文章", "相关报道", "相关推荐", "相关链接", "相关专题", "相关主题", "相关搜索"),
    *("相关内容", "延伸阅读", "推荐阅读", "猜你喜欢", "你可能", "您可能", "更多新闻", "更多文章", "更多精彩", "看更多"),
    *("热门", "作者简介", "上一篇", "下一篇", "网友评论", "我要评论", "发表评论", "评论(", "最新评论"),
    *("本文来源", "本文网址", "本文链接", "本文地址", "版权所有", "版权声明", "声明:", "免责声明", "copyright"),
    *("tags:", "tag:", "share this", "share:", "related articles", "related posts", "read more", "you may also like"),
    *("comments", "previous post", "next post", "leave a reply"),
)

#: The commonest characters of running Chinese and words of running English; names, menus and headlines hold few.
FUNCTION_CHARACTERS = "的是了在和有不这也就都而及与着或一个没我们你他她它为以到说"
FUNCTION_WORDS = (
    "the|of|and|to|in|is|that|it|for|as|with|was|are|be|this|by|on|not|or|an|at|from|but|have|they|you|we|can|will"
)
