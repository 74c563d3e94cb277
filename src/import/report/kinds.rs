//! The things that cannot be carried as they are, each with its words.

use crate::diagnostic::Words;

/// What became of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fate {
    /// It is not in the project.
    LeftOut,
    /// It is there in another shape, or without a part of its look.
    Changed,
}

macro_rules! kinds {
    ($($name:ident $id:literal $fate:ident $zh:literal $en:literal;)*) => {
        /// A kind of thing that could not be carried as it was.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum What { $($name,)* }

        impl What {
            /// The name for programs, which stays the same.
            pub fn id(self) -> &'static str {
                match self { $(What::$name => $id,)* }
            }

            pub fn fate(self) -> Fate {
                match self { $(What::$name => Fate::$fate,)* }
            }

            /// What became of it, and what to do about it.
            pub fn words(self) -> Words {
                match self { $(What::$name => Words::new($zh, $en),)* }
            }
        }
    };
}

kinds! {
    Comment "comment" LeftOut
        "批注没有带过来" "A comment was left out";
    HiddenText "hidden-text" LeftOut
        "隐藏文字没有带过来" "Hidden text was left out";
    HeaderOrFooter "header-or-footer" LeftOut
        "页眉页脚没有带过来；网站每页都有标题和导航" "Headers and footers were left out; the site shows titles and navigation on every page";
    TableOfContents "table-of-contents" LeftOut
        "目录没有带过来；网站自己生成" "The table of contents was left out; the site makes its own";
    DeletedText "deleted-text" LeftOut
        "修订中删除的文字没有带过来" "Text that tracked changes delete was left out";
    PictureFormat "picture-format" LeftOut
        "浏览器显示不了这种图片；另存为 PNG 后放到页面旁边" "Browsers cannot show this kind of picture; save it as PNG and put it beside the page";
    MissingPicture "missing-picture" LeftOut
        "文档里没有这张图片的数据" "The document has no data for this picture";
    LinkedPicture "linked-picture" LeftOut
        "图片在文档外面，没有带过来；下载后放到页面旁边" "The picture is outside the document and was left out; save it beside the page";
    Shape "shape" LeftOut
        "手绘图形没有带过来；改画成 flow 图，或截图放进来" "A drawing made of shapes was left out; draw it as a `flow` chart, or put in a screenshot";
    Diagram "diagram" LeftOut
        "SmartArt 没有带过来；改画成 flow 或 org 图，或截图放进来" "SmartArt was left out; draw it as a `flow` or `org` chart, or put in a screenshot";
    Chart "chart" LeftOut
        "Office 图表没有带过来；用 bar、line、pie 等图重画" "An Office chart was left out; make it again as `bar`, `line` or `pie`";
    EmbeddedObject "embedded-object" LeftOut
        "嵌入的对象没有带过来；把文件单独存到页面旁边，再链接过去" "An embedded object was left out; save the file beside the page and link to it";
    Symbol "symbol" LeftOut
        "符号字体里的字符没有带过来" "A character of a symbol font was left out";
    DeadLink "dead-link" LeftOut
        "链接的去处不在文档里，只留下了文字" "A link leads to a place that is not in the document; only its text was kept";
    UnsafeLink "unsafe-link" LeftOut
        "链接不是网址（可能指向电脑上的文件），只留下了文字" "A link is no web address (perhaps it leads to a file); only its text was kept";
    TooDeep "too-deep" LeftOut
        "嵌套太深的内容没有带过来" "What is nested too deep was left out";
    UnlistedPage "unlisted-page" LeftOut
        "目录文件里没有这一页，没有带过来" "This page is not in the list of contents and was left out";
    PageAtEnd "page-at-end" Changed
        "目录文件里没有这一页，放在了最后" "This page is not in the list of contents and now comes last";
    MissingPage "missing-page" LeftOut
        "目录文件里列了这一页，但文件不存在或读不了" "This page is in the list of contents, but its file is missing or cannot be read";
    MissingFile "missing-file" LeftOut
        "页面用到的文件不存在，或在文件夹外面" "A file that the page uses is missing or outside the folder";
    ExternalEntry "external-entry" LeftOut
        "目录里指向别的网站的链接没有带过来" "A link to another site in the list of contents was left out";
    MissingInclude "missing-include" LeftOut
        "引用的文件读不了，原样留着指令" "An included file cannot be read; the directive was left as it is";
    Directive "directive" LeftOut
        "指令没有对应的写法，没有带过来" "A directive has no counterpart and was left out";
    PageSetting "page-setting" LeftOut
        "页首里的设置没有对应，没有带过来" "A setting of the page has no counterpart and was left out";
    Attributes "attributes" LeftOut
        "`{: …}` 里的样式没有带过来" "Attributes in `{: …}` were left out";
    Abbreviation "abbreviation" LeftOut
        "缩写解释没有带过来；写进词汇表" "An abbreviation’s explanation was left out; write it into the glossary";
    Revision "revision" Changed
        "修订按“全部接受”处理" "Tracked changes were taken as accepted";
    Underline "underline" Changed
        "下划线去掉了，文字还在" "The underline is gone; the text was kept";
    Colour "colour" Changed
        "颜色和底纹去掉了，文字还在" "Colours and highlighting are gone; the text was kept";
    MixedEmphasis "mixed-emphasis" Changed
        "几种强调紧挨着的地方去掉了一种，文字还在" "Where several kinds of emphasis meet, one was dropped; the text was kept";
    MergedCells "merged-cells" Changed
        "合并的单元格拆开了：跨行的每行重复，跨列的后面留空" "Merged cells were split: repeated in each row, empty in further columns";
    CellContent "cell-content" Changed
        "单元格里的列表或几段话写成了一段，用换行隔开" "Lists or several paragraphs in a cell became one, with line breaks";
    NestedTable "nested-table" Changed
        "表格里的表格写成了文字" "A table within a table became text";
    TextBox "text-box" Changed
        "文本框变成了引用块" "A text box became a quote";
    FramedTable "framed-table" Changed
        "只有一格的表格变成了引用块" "A table of one cell became a quote";
    Equation "equation" Changed
        "公式写成了一行文字，请核对" "An equation became a line of text; please check it";
    ListNumbers "list-numbers" Changed
        "列表编号（如 a、甲、㈠）都变成了 1、2、3" "List numbers such as a, i or 一 became 1, 2, 3";
    Ruby "ruby" Changed
        "注音写到了括号里" "The reading aid over characters is now in parentheses";
    NoteInTitle "note-in-title" LeftOut
        "标题上的脚注没有带过来" "A footnote of a title was left out";
    Tabs "tabs" Changed
        "选项卡拆开了，一个接一个" "Tabs became one block after another";
    Collapsed "collapsed" Changed
        "折叠的提示框现在是展开的" "A folded notice is now open";
    PlainMath "plain-math" Changed
        "公式按原文显示" "A formula is shown as it was written";
    Macro "macro" Changed
        "模板变量按原文显示" "A template variable is shown as it was written";
    Icon "icon" LeftOut
        "图标没有带过来" "An icon was left out";
    HiddenLines "hidden-lines" LeftOut
        "代码里隐藏的行没有带过来" "Hidden lines of code were left out";
    ContainerLine "container-line" Changed
        "行首的 `:::` 是 Onramp 的记号，已改成普通文字" "`:::` at the start of a line is a mark of Onramp’s, and was made plain text";
}
