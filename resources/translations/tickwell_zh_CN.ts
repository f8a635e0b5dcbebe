<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en_US">
<context>
    <name>AreaChart</name>
    <message numerus="yes">
        <location filename="../../ui/charts/AreaChart.qml" line="+37"/>
        <source>History of %1 over %n second(s)</source>
        <translation>
            <numerusform>最近 %n 秒的%1</numerusform>
        </translation>
    </message>
    <message>
        <location line="+1"/>
        <location line="+71"/>
        <source>No samples yet</source>
        <translation>还没有采样</translation>
    </message>
</context>
<context>
    <name>CaptureStatus</name>
    <message>
        <location filename="../../ui/pages/CaptureStatus.qml" line="+20"/>
        <source>Capturing %1 rows</source>
        <translation>已采集 %1 行</translation>
    </message>
    <message>
        <location line="+12"/>
        <source>%1 on disk</source>
        <translation>磁盘占用 %1</translation>
    </message>
    <message>
        <location line="+4"/>
        <source>Capturing</source>
        <translation>已采集</translation>
    </message>
    <message>
        <location line="+12"/>
        <source>rows</source>
        <translation>行</translation>
    </message>
    <message>
        <location line="+16"/>
        <source>Not capturing: %1</source>
        <translation>未在采集：%1</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>%1 lost</source>
        <translation>丢失 %1 行</translation>
    </message>
</context>
<context>
    <name>ChangeLabel</name>
    <message>
        <location filename="../../ui/controls/ChangeLabel.qml" line="+16"/>
        <source>up %1</source>
        <translation>上涨 %1</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>down %1</source>
        <translation>下跌 %1</translation>
    </message>
</context>
<context>
    <name>ChartMessage</name>
    <message>
        <location filename="../../ui/charts/ChartMessage.qml" line="+30"/>
        <source>The bars could not be loaded</source>
        <translation>无法载入 K 线</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>No bars yet</source>
        <translation>还没有 K 线</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Choose a symbol</source>
        <translation>请选择代码</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>Loading…</source>
        <translation>正在载入…</translation>
    </message>
    <message>
        <location line="+13"/>
        <source>The first one appears with the first trade of %1.</source>
        <translation>%1 的第一笔成交之后会出现第一根 K 线。</translation>
    </message>
    <message>
        <location line="+19"/>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
</context>
<context>
    <name>Charts</name>
    <message>
        <location filename="../../ui/charts/PriceTicks.cpp" line="+71"/>
        <source>%1 B</source>
        <translation>%1 B</translation>
    </message>
    <message>
        <location line="+3"/>
        <source>%1 M</source>
        <translation>%1 M</translation>
    </message>
    <message>
        <location filename="../../ui/charts/TimeTicks.cpp" line="+51"/>
        <source>d MMM</source>
        <extracomment>Date on a chart&apos;s axis, as QLocale::toString() reads it: 21 Nov</extracomment>
        <translation>M月d日</translation>
    </message>
    <message>
        <location line="+94"/>
        <source>ddd d MMM yyyy</source>
        <extracomment>Date under a chart&apos;s crosshair, as QLocale::toString() reads it: Fri 20 Nov 2026</extracomment>
        <translation>yyyy年M月d日 ddd</translation>
    </message>
    <message>
        <location line="+21"/>
        <source>%1 d %2 h</source>
        <translation>%1 天 %2 小时</translation>
    </message>
</context>
<context>
    <name>ChatEmptyState</name>
    <message>
        <location filename="../../ui/pages/ChatEmptyState.qml" line="+22"/>
        <source>No messages yet. What you write below is read by everyone connected to this server.</source>
        <translation>还没有消息。您在下面写的内容，连接到本服务器的所有人都能看到。</translation>
    </message>
</context>
<context>
    <name>ChatMessageRow</name>
    <message>
        <location filename="../../ui/pages/ChatMessageRow.qml" line="+26"/>
        <source>%1 at %2: %3</source>
        <translation>%1，%2：%3</translation>
    </message>
    <message>
        <location line="+92"/>
        <source>This message was deleted</source>
        <translation>此消息已删除</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>(edited)</source>
        <translation>（已编辑）</translation>
    </message>
</context>
<context>
    <name>ChatTile</name>
    <message numerus="yes">
        <location filename="../../ui/pages/ChatTile.qml" line="+43"/>
        <source>%n online</source>
        <translation>
            <numerusform>%n 人在线</numerusform>
        </translation>
    </message>
    <message>
        <location line="+67"/>
        <source>Messages in %1</source>
        <translation>%1 中的消息</translation>
    </message>
    <message numerus="yes">
        <location line="+75"/>
        <source>%n new</source>
        <translation>
            <numerusform>%n 条新消息</numerusform>
        </translation>
    </message>
    <message>
        <location line="+32"/>
        <source>Message #%1</source>
        <translation>在 #%1 中发言</translation>
    </message>
    <message>
        <location line="+6"/>
        <source>Send</source>
        <translation>发送</translation>
    </message>
</context>
<context>
    <name>CommandPalette</name>
    <message>
        <location filename="../../ui/pages/CommandPalette.qml" line="+55"/>
        <source>Search commands</source>
        <translation>搜索命令</translation>
    </message>
    <message>
        <location line="+17"/>
        <source>Commands</source>
        <translation>命令</translation>
    </message>
    <message>
        <location line="+45"/>
        <source>No command has this in its name</source>
        <translation>没有名称匹配的命令</translation>
    </message>
</context>
<context>
    <name>Commands</name>
    <message>
        <location filename="../../ui/pages/Commands.qml" line="+29"/>
        <source>Go to Overview</source>
        <translation>转到总览</translation>
    </message>
    <message>
        <location line="+5"/>
        <source>Add a symbol to the watchlist</source>
        <translation>向自选列表添加代码</translation>
    </message>
    <message>
        <location line="+5"/>
        <source>Next symbol</source>
        <translation>下一个代码</translation>
    </message>
    <message>
        <location line="+5"/>
        <source>Previous symbol</source>
        <translation>上一个代码</translation>
    </message>
    <message>
        <location line="+5"/>
        <source>Bars of 1 second</source>
        <translation>1 秒 K 线</translation>
    </message>
    <message>
        <location line="+5"/>
        <source>Bars of 1 minute</source>
        <translation>1 分钟 K 线</translation>
    </message>
    <message>
        <location line="+5"/>
        <source>Bars of 5 minutes</source>
        <translation>5 分钟 K 线</translation>
    </message>
    <message>
        <location line="+5"/>
        <source>Bars of 1 hour</source>
        <translation>1 小时 K 线</translation>
    </message>
    <message>
        <location line="+5"/>
        <source>Bars of 1 day</source>
        <translation>日 K 线</translation>
    </message>
    <message>
        <location line="+5"/>
        <source>Switch between candles and line</source>
        <translation>切换蜡烛图和折线图</translation>
    </message>
    <message>
        <location line="+5"/>
        <source>Write a message</source>
        <translation>写消息</translation>
    </message>
    <message>
        <location line="+7"/>
        <source>Export captured data</source>
        <translation>导出采集的数据</translation>
    </message>
    <message>
        <location line="+5"/>
        <source>Copy the server&apos;s address</source>
        <translation>复制服务器地址</translation>
    </message>
    <message>
        <location line="+5"/>
        <source>Dark theme</source>
        <translation>深色主题</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>Light theme</source>
        <translation>浅色主题</translation>
    </message>
    <message>
        <location line="+7"/>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <location line="+7"/>
        <source>All commands and their keys</source>
        <translation>所有命令及快捷键</translation>
    </message>
    <message>
        <location line="+5"/>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
</context>
<context>
    <name>CopyButton</name>
    <message>
        <location filename="../../ui/controls/CopyButton.qml" line="+22"/>
        <source>Copied</source>
        <translation>已复制</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
</context>
<context>
    <name>CoreBars</name>
    <message>
        <location filename="../../ui/pages/CoreBars.qml" line="+19"/>
        <source>Cores: %1</source>
        <translation>各核心：%1</translation>
    </message>
</context>
<context>
    <name>Dialog</name>
    <message>
        <location filename="../../ui/controls/Dialog.qml" line="+43"/>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>ExportDialog</name>
    <message>
        <location filename="../../ui/pages/ExportDialog.qml" line="+19"/>
        <source>Export captured data</source>
        <translation>导出采集的数据</translation>
    </message>
    <message>
        <location line="+32"/>
        <location line="+42"/>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <location line="-34"/>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <location line="+12"/>
        <source>Cancel export</source>
        <translation>取消导出</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>Cancelling…</source>
        <translation>正在取消…</translation>
    </message>
    <message>
        <location line="+6"/>
        <source>Open folder</source>
        <translation>打开文件夹</translation>
    </message>
    <message>
        <location line="+5"/>
        <source>Export more</source>
        <translation>继续导出</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>Change and try again</source>
        <translation>修改后重试</translation>
    </message>
</context>
<context>
    <name>ExportEstimate</name>
    <message>
        <location filename="../../ui/pages/ExportEstimate.qml" line="+20"/>
        <source>Counting rows…</source>
        <translation>正在统计行数…</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Nothing was captured in this range</source>
        <translation>此范围内没有采集到数据</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>About %1 rows</source>
        <translation>约 %1 行</translation>
    </message>
</context>
<context>
    <name>ExportForm</name>
    <message>
        <location filename="../../ui/pages/ExportForm.qml" line="+29"/>
        <source>All symbols</source>
        <translation>所有代码</translation>
    </message>
    <message>
        <location line="+7"/>
        <location line="+6"/>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <location line="-3"/>
        <source>Ticks</source>
        <translation>逐笔</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>Candles</source>
        <translation>K 线</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>Machine</source>
        <translation>主机</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>Chat</source>
        <translation>聊天</translation>
    </message>
    <message>
        <location line="+7"/>
        <location line="+8"/>
        <source>Symbol</source>
        <translation>代码</translation>
    </message>
    <message>
        <location line="+4"/>
        <location line="+7"/>
        <source>Width of a bar</source>
        <translation>K 线周期</translation>
    </message>
    <message>
        <location line="-3"/>
        <location line="+10"/>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <location line="-3"/>
        <location line="+6"/>
        <source>Range</source>
        <translation>范围</translation>
    </message>
    <message>
        <location line="-3"/>
        <source>Today</source>
        <translation>今天</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>Last hour</source>
        <translation>最近一小时</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>Custom</source>
        <translation>自定义</translation>
    </message>
    <message>
        <location line="+15"/>
        <source>From the first row</source>
        <translation>从第一行起</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>From</source>
        <translation>从</translation>
    </message>
    <message>
        <location line="+11"/>
        <source>To the last row</source>
        <translation>到最后一行</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>To</source>
        <translation>到</translation>
    </message>
    <message>
        <location line="+7"/>
        <source>Times are UTC; the end is not included</source>
        <translation>时间为 UTC；不含结束时刻</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>Times are local; the end is not included</source>
        <translation>时间为本地时间；不含结束时刻</translation>
    </message>
    <message>
        <location line="+7"/>
        <location line="+11"/>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <location line="-2"/>
        <source>Path of the CSV file</source>
        <translation>CSV 文件路径</translation>
    </message>
    <message>
        <location line="+5"/>
        <source>Browse…</source>
        <translation>浏览…</translation>
    </message>
    <message>
        <location line="+6"/>
        <source>A file of this name is replaced when the export is complete</source>
        <translation>导出完成后会替换同名文件</translation>
    </message>
</context>
<context>
    <name>ExportProgress</name>
    <message>
        <location filename="../../ui/pages/ExportProgress.qml" line="+34"/>
        <source>Export is complete</source>
        <translation>导出完成</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Export failed</source>
        <translation>导出失败</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Export was cancelled; no file was left</source>
        <translation>导出已取消，未留下文件</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Exporting</source>
        <translation>正在导出</translation>
    </message>
    <message>
        <location line="+6"/>
        <source>%1 rows · %2</source>
        <translation>%1 行 · %2</translation>
    </message>
    <message>
        <location line="+9"/>
        <source>Progress of the export</source>
        <translation>导出进度</translation>
    </message>
</context>
<context>
    <name>FeedStatus</name>
    <message>
        <location filename="../../ui/pages/FeedStatus.qml" line="+23"/>
        <source>Feed: %1</source>
        <translation>行情源：%1</translation>
    </message>
    <message>
        <location line="+26"/>
        <source>Live</source>
        <translation>实时</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Stale</source>
        <translation>已滞后</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Refused</source>
        <translation>被拒绝</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Connecting</source>
        <translation>正在连接</translation>
    </message>
    <message>
        <location line="+7"/>
        <source>SIMULATED</source>
        <translation>模拟</translation>
    </message>
</context>
<context>
    <name>LiveChip</name>
    <message>
        <location filename="../../ui/charts/LiveChip.qml" line="+22"/>
        <source>Returns the chart to the newest bar</source>
        <translation>让图表回到最新 K 线</translation>
    </message>
    <message>
        <location line="+9"/>
        <source>%1 new  →</source>
        <translation>%1 笔新成交  →</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Live  →</source>
        <translation>实时  →</translation>
    </message>
</context>
<context>
    <name>MachineTile</name>
    <message>
        <location filename="../../ui/pages/MachineTile.qml" line="+17"/>
        <source>This machine</source>
        <translation>本机</translation>
    </message>
    <message numerus="yes">
        <location line="+1"/>
        <source>%n core(s)</source>
        <translation>
            <numerusform>%n 核</numerusform>
        </translation>
    </message>
    <message>
        <location line="+69"/>
        <source>CPU</source>
        <translation>CPU</translation>
    </message>
    <message>
        <location line="+21"/>
        <source>Memory</source>
        <translation>内存</translation>
    </message>
    <message>
        <location line="+14"/>
        <source>Network</source>
        <translation>网络</translation>
    </message>
    <message>
        <location line="+5"/>
        <source>Received %1</source>
        <translation>接收 %1</translation>
    </message>
    <message>
        <location line="+4"/>
        <source>Sent %1</source>
        <translation>发送 %1</translation>
    </message>
</context>
<context>
    <name>Main</name>
    <message>
        <location filename="../../ui/pages/Main.qml" line="+21"/>
        <source>Tickwell</source>
        <translation>Tickwell</translation>
    </message>
    <message>
        <location line="+59"/>
        <source>Overview</source>
        <translation>总览</translation>
    </message>
</context>
<context>
    <name>NavigationRail</name>
    <message>
        <location filename="../../ui/pages/NavigationRail.qml" line="+19"/>
        <source>Navigation</source>
        <translation>导航</translation>
    </message>
    <message>
        <location line="+84"/>
        <source>Overview</source>
        <translation>总览</translation>
    </message>
    <message>
        <location line="+13"/>
        <source>Export is running</source>
        <translation>正在导出</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>Export captured data</source>
        <translation>导出采集的数据</translation>
    </message>
    <message>
        <location line="+6"/>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
</context>
<context>
    <name>OverviewPage</name>
    <message>
        <location filename="../../ui/pages/OverviewPage.qml" line="+47"/>
        <source>Overview</source>
        <translation>总览</translation>
    </message>
    <message>
        <location line="+13"/>
        <source>Width of the left column</source>
        <translation>左栏宽度</translation>
    </message>
    <message>
        <location line="+10"/>
        <source>Height of the watchlist</source>
        <translation>自选列表高度</translation>
    </message>
    <message>
        <location line="+24"/>
        <source>Height of the chart</source>
        <translation>图表高度</translation>
    </message>
</context>
<context>
    <name>PeoplePopup</name>
    <message>
        <location filename="../../ui/pages/PeoplePopup.qml" line="+29"/>
        <source>People online</source>
        <translation>在线的人</translation>
    </message>
    <message>
        <location line="+29"/>
        <source>%1 (you)</source>
        <translation>%1（您）</translation>
    </message>
</context>
<context>
    <name>PriceChart</name>
    <message>
        <location filename="../../ui/charts/PriceChart.qml" line="+46"/>
        <source>Price chart of %1, %2 bars</source>
        <translation>%1 价格图，%2 K 线</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Open %1, high %2, low %3, close %4, volume %5</source>
        <translation>开 %1，高 %2，低 %3，收 %4，量 %5</translation>
    </message>
</context>
<context>
    <name>PriceReadout</name>
    <message>
        <location filename="../../ui/charts/PriceReadout.qml" line="+38"/>
        <source>O</source>
        <extracomment>Open, high, low, close and volume of a bar, as short as can be</extracomment>
        <translation>开</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>H</source>
        <translation>高</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>L</source>
        <translation>低</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>C</source>
        <translation>收</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Vol</source>
        <translation>量</translation>
    </message>
    <message>
        <location line="+11"/>
        <source>%1 · closes in %2</source>
        <translation>%1 · %2 后收盘</translation>
    </message>
</context>
<context>
    <name>PriceTile</name>
    <message>
        <location filename="../../ui/pages/PriceTile.qml" line="+24"/>
        <source>Chart of %1</source>
        <translation>%1 图表</translation>
    </message>
    <message>
        <location line="+28"/>
        <source>Price %1</source>
        <translation>价格 %1</translation>
    </message>
    <message>
        <location line="+17"/>
        <source>Width of a bar</source>
        <translation>K 线周期</translation>
    </message>
    <message>
        <location line="+3"/>
        <source>Candles</source>
        <translation>K 线</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>Line</source>
        <translation>折线</translation>
    </message>
    <message>
        <location line="+3"/>
        <source>Kind of chart</source>
        <translation>图表类型</translation>
    </message>
    <message>
        <location line="+16"/>
        <source>Choose a symbol on the watchlist to see its chart</source>
        <translation>在自选列表中选择代码即可查看图表</translation>
    </message>
</context>
<context>
    <name>ScrollBar</name>
    <message>
        <location filename="../../ui/controls/ScrollBar.qml" line="+17"/>
        <source>Scroll bar</source>
        <translation>滚动条</translation>
    </message>
</context>
<context>
    <name>SettingsPopup</name>
    <message>
        <location filename="../../ui/pages/SettingsPopup.qml" line="+23"/>
        <location line="+3"/>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <location line="+5"/>
        <location line="+8"/>
        <source>Theme</source>
        <translation>主题</translation>
    </message>
    <message>
        <location line="-3"/>
        <location line="+11"/>
        <source>System</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <location line="-11"/>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <location line="+7"/>
        <location line="+7"/>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <location line="+4"/>
        <source>Times in</source>
        <translation>时间</translation>
    </message>
    <message>
        <location line="+3"/>
        <source>Local time</source>
        <translation>本地时间</translation>
    </message>
    <message>
        <location line="+3"/>
        <source>Time zone</source>
        <translation>时区</translation>
    </message>
    <message>
        <location line="+8"/>
        <source>Blue and orange for up and down</source>
        <translation>用蓝色和橙色表示涨跌</translation>
    </message>
    <message>
        <location line="+6"/>
        <source>Reduced motion</source>
        <translation>减少动态效果</translation>
    </message>
</context>
<context>
    <name>Sparkline</name>
    <message>
        <location filename="../../ui/charts/Sparkline.qml" line="+14"/>
        <source>Last hour of %1, %2</source>
        <translation>%1 最近一小时，%2</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>up</source>
        <translation>上涨</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>down</source>
        <translation>下跌</translation>
    </message>
</context>
<context>
    <name>Tickwell::ExportJob</name>
    <message>
        <location filename="../../ui/models/ExportJob.cpp" line="+178"/>
        <source>The end must be later than the start</source>
        <translation>结束时间必须晚于开始时间</translation>
    </message>
    <message>
        <location line="+6"/>
        <source>Name the file to write</source>
        <translation>请填写要写入的文件</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Write the whole path, from the root folder on</source>
        <translation>请填写从根目录开始的完整路径</translation>
    </message>
    <message>
        <location line="+145"/>
        <source>Export to</source>
        <translation>导出到</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>CSV files (*.csv)</source>
        <translation>CSV 文件 (*.csv)</translation>
    </message>
    <message>
        <location filename="../../ui/models/ExportTime.cpp" line="+22"/>
        <source>Write a time as 2026-11-20 or 2026-11-20 09:30</source>
        <translation>时间请写成 2026-11-20 或 2026-11-20 09:30</translation>
    </message>
</context>
<context>
    <name>Tickwell::WatchlistModel</name>
    <message>
        <location filename="../../ui/models/WatchlistModel.cpp" line="+121"/>
        <source>A symbol has 1 to 12 letters, digits or . ^ = -</source>
        <translation>代码由 1 到 12 个字母、数字或 . ^ = - 组成</translation>
    </message>
    <message>
        <location line="+57"/>
        <source>up %1</source>
        <translation>上涨 %1</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>down %1</source>
        <translation>下跌 %1</translation>
    </message>
</context>
<context>
    <name>TopBar</name>
    <message>
        <location filename="../../ui/pages/TopBar.qml" line="+27"/>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <location line="+60"/>
        <source>Server is not running</source>
        <translation>服务器未运行</translation>
    </message>
    <message>
        <location line="+14"/>
        <source>Copied</source>
        <translation>已复制</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>Copy the server&apos;s address</source>
        <translation>复制服务器地址</translation>
    </message>
    <message numerus="yes">
        <location line="+5"/>
        <source>%n client(s)</source>
        <translation>
            <numerusform>%n 个客户端</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>WatchlistRow</name>
    <message>
        <location filename="../../ui/pages/WatchlistRow.qml" line="+164"/>
        <source>Remove %1</source>
        <translation>移除 %1</translation>
    </message>
</context>
<context>
    <name>WatchlistTile</name>
    <message>
        <location filename="../../ui/pages/WatchlistTile.qml" line="+33"/>
        <source>Watchlist</source>
        <translation>自选</translation>
    </message>
    <message numerus="yes">
        <location line="+1"/>
        <source>%n symbol(s)</source>
        <translation>
            <numerusform>%n 个代码</numerusform>
        </translation>
    </message>
    <message>
        <location line="+4"/>
        <location line="+173"/>
        <source>Add a symbol</source>
        <translation>添加代码</translation>
    </message>
    <message>
        <location line="-136"/>
        <source>Symbol, then Enter</source>
        <translation>输入代码后按回车</translation>
    </message>
    <message>
        <location line="+28"/>
        <source>Dismiss</source>
        <translation>忽略</translation>
    </message>
    <message>
        <location line="+103"/>
        <source>Waiting for the feed&apos;s first prices</source>
        <translation>正在等待行情源的第一批价格</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>No symbols yet. Add one to see and record its prices.</source>
        <translation>还没有代码。添加一个即可查看并记录其价格。</translation>
    </message>
</context>
</TS>
