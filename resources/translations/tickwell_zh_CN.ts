<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en_US">
<context>
    <name>AreaChart</name>
    <message numerus="yes">
        <source>History of %1 over %n second(s)</source>
        <translation>
            <numerusform>最近 %n 秒的%1</numerusform>
        </translation>
    </message>
    <message>
        <source>No samples yet</source>
        <translation>还没有采样</translation>
    </message>
</context>
<context>
    <name>CaptureStatus</name>
    <message>
        <source>Capturing %1 rows</source>
        <translation>已采集 %1 行</translation>
    </message>
    <message>
        <source>%1 on disk</source>
        <translation>磁盘占用 %1</translation>
    </message>
    <message>
        <source>Capturing</source>
        <translation>已采集</translation>
    </message>
    <message>
        <source>rows</source>
        <translation>行</translation>
    </message>
    <message>
        <source>Not capturing: %1</source>
        <translation>未在采集：%1</translation>
    </message>
    <message>
        <source>%1 lost</source>
        <translation>丢失 %1 行</translation>
    </message>
</context>
<context>
    <name>ChangeLabel</name>
    <message>
        <source>up %1</source>
        <translation>上涨 %1</translation>
    </message>
    <message>
        <source>down %1</source>
        <translation>下跌 %1</translation>
    </message>
</context>
<context>
    <name>ChartMessage</name>
    <message>
        <source>The bars could not be loaded</source>
        <translation>无法载入 K 线</translation>
    </message>
    <message>
        <source>No bars yet</source>
        <translation>还没有 K 线</translation>
    </message>
    <message>
        <source>Choose a symbol</source>
        <translation>请选择代码</translation>
    </message>
    <message>
        <source>Loading…</source>
        <translation>正在载入…</translation>
    </message>
    <message>
        <source>The first one appears with the first trade of %1.</source>
        <translation>%1 的第一笔成交之后会出现第一根 K 线。</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
</context>
<context>
    <name>Charts</name>
    <message>
        <source>%1 B</source>
        <translation>%1 B</translation>
    </message>
    <message>
        <source>%1 M</source>
        <translation>%1 M</translation>
    </message>
    <message>
        <source>d MMM</source>
        <extracomment>Date on a chart&apos;s axis, as QLocale::toString() reads it: 21 Nov</extracomment>
        <translation>M月d日</translation>
    </message>
    <message>
        <source>ddd d MMM yyyy</source>
        <extracomment>Date under a chart&apos;s crosshair, as QLocale::toString() reads it: Fri 20 Nov 2026</extracomment>
        <translation>yyyy年M月d日 ddd</translation>
    </message>
    <message>
        <source>%1 d %2 h</source>
        <translation>%1 天 %2 小时</translation>
    </message>
</context>
<context>
    <name>ChatEmptyState</name>
    <message>
        <source>No messages yet. What you write below is read by everyone connected to this server.</source>
        <translation>还没有消息。您在下面写的内容，连接到本服务器的所有人都能看到。</translation>
    </message>
</context>
<context>
    <name>ChatMessageRow</name>
    <message>
        <source>%1 at %2: %3</source>
        <translation>%1，%2：%3</translation>
    </message>
    <message>
        <source>This message was deleted</source>
        <translation>此消息已删除</translation>
    </message>
    <message>
        <source>(edited)</source>
        <translation>（已编辑）</translation>
    </message>
</context>
<context>
    <name>ChatTile</name>
    <message numerus="yes">
        <source>%n online</source>
        <translation>
            <numerusform>%n 人在线</numerusform>
        </translation>
    </message>
    <message>
        <source>Messages in %1</source>
        <translation>%1 中的消息</translation>
    </message>
    <message numerus="yes">
        <source>%n new</source>
        <translation>
            <numerusform>%n 条新消息</numerusform>
        </translation>
    </message>
    <message>
        <source>Message #%1</source>
        <translation>在 #%1 中发言</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>发送</translation>
    </message>
</context>
<context>
    <name>ClientRow</name>
    <message>
        <source>Disconnect %1</source>
        <translation>断开 %1</translation>
    </message>
</context>
<context>
    <name>ClientsEmptyState</name>
    <message>
        <source>No clients yet. Connect one:</source>
        <translation>还没有客户端。连接一个：</translation>
    </message>
    <message>
        <source>No clients: the server is not running.</source>
        <translation>没有客户端：服务器未运行。</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>已复制</translation>
    </message>
    <message>
        <source>Copy the command</source>
        <translation>复制命令</translation>
    </message>
</context>
<context>
    <name>ClientsPopup</name>
    <message>
        <source>Connected clients</source>
        <translation>已连接的客户端</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Path</source>
        <translation>路径</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>连接时间</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>等待</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>已发送</translation>
    </message>
    <message>
        <source>Dropped</source>
        <translation>已丢弃</translation>
    </message>
    <message>
        <source>%1, since %2, %3 waiting, %4 sent, %5 dropped, %6</source>
        <translation>%1，自 %2，等待 %3，已发送 %4，已丢弃 %5，%6</translation>
    </message>
</context>
<context>
    <name>CommandPalette</name>
    <message>
        <source>Search commands</source>
        <translation>搜索命令</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>No command has this in its name</source>
        <translation>没有名称匹配的命令</translation>
    </message>
</context>
<context>
    <name>Commands</name>
    <message>
        <source>Go to Overview</source>
        <translation>转到总览</translation>
    </message>
    <message>
        <source>Add a symbol to the watchlist</source>
        <translation>向自选列表添加代码</translation>
    </message>
    <message>
        <source>Next symbol</source>
        <translation>下一个代码</translation>
    </message>
    <message>
        <source>Previous symbol</source>
        <translation>上一个代码</translation>
    </message>
    <message>
        <source>Bars of 1 second</source>
        <translation>1 秒 K 线</translation>
    </message>
    <message>
        <source>Bars of 1 minute</source>
        <translation>1 分钟 K 线</translation>
    </message>
    <message>
        <source>Bars of 5 minutes</source>
        <translation>5 分钟 K 线</translation>
    </message>
    <message>
        <source>Bars of 1 hour</source>
        <translation>1 小时 K 线</translation>
    </message>
    <message>
        <source>Bars of 1 day</source>
        <translation>日 K 线</translation>
    </message>
    <message>
        <source>Switch between candles and line</source>
        <translation>切换蜡烛图和折线图</translation>
    </message>
    <message>
        <source>Write a message</source>
        <translation>写消息</translation>
    </message>
    <message>
        <source>Export captured data</source>
        <translation>导出采集的数据</translation>
    </message>
    <message>
        <source>Copy the server&apos;s address</source>
        <translation>复制服务器地址</translation>
    </message>
    <message>
        <source>Dark theme</source>
        <translation>深色主题</translation>
    </message>
    <message>
        <source>Light theme</source>
        <translation>浅色主题</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>All commands and their keys</source>
        <translation>所有命令及快捷键</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>Show connected clients</source>
        <translation>显示已连接的客户端</translation>
    </message>
</context>
<context>
    <name>CopyButton</name>
    <message>
        <source>Copied</source>
        <translation>已复制</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
</context>
<context>
    <name>CoreBars</name>
    <message>
        <source>Cores: %1</source>
        <translation>各核心：%1</translation>
    </message>
</context>
<context>
    <name>Dialog</name>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>ExportDialog</name>
    <message>
        <source>Export captured data</source>
        <translation>导出采集的数据</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Cancel export</source>
        <translation>取消导出</translation>
    </message>
    <message>
        <source>Cancelling…</source>
        <translation>正在取消…</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>打开文件夹</translation>
    </message>
    <message>
        <source>Export more</source>
        <translation>继续导出</translation>
    </message>
    <message>
        <source>Change and try again</source>
        <translation>修改后重试</translation>
    </message>
</context>
<context>
    <name>ExportEstimate</name>
    <message>
        <source>Counting rows…</source>
        <translation>正在统计行数…</translation>
    </message>
    <message>
        <source>Nothing was captured in this range</source>
        <translation>此范围内没有采集到数据</translation>
    </message>
    <message>
        <source>About %1 rows</source>
        <translation>约 %1 行</translation>
    </message>
</context>
<context>
    <name>ExportForm</name>
    <message>
        <source>All symbols</source>
        <translation>所有代码</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>Ticks</source>
        <translation>逐笔</translation>
    </message>
    <message>
        <source>Candles</source>
        <translation>K 线</translation>
    </message>
    <message>
        <source>Machine</source>
        <translation>主机</translation>
    </message>
    <message>
        <source>Chat</source>
        <translation>聊天</translation>
    </message>
    <message>
        <source>Symbol</source>
        <translation>代码</translation>
    </message>
    <message>
        <source>Width of a bar</source>
        <translation>K 线周期</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Range</source>
        <translation>范围</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>Last hour</source>
        <translation>最近一小时</translation>
    </message>
    <message>
        <source>Custom</source>
        <translation>自定义</translation>
    </message>
    <message>
        <source>From the first row</source>
        <translation>从第一行起</translation>
    </message>
    <message>
        <source>From</source>
        <translation>从</translation>
    </message>
    <message>
        <source>To the last row</source>
        <translation>到最后一行</translation>
    </message>
    <message>
        <source>To</source>
        <translation>到</translation>
    </message>
    <message>
        <source>Times are UTC; the end is not included</source>
        <translation>时间为 UTC；不含结束时刻</translation>
    </message>
    <message>
        <source>Times are local; the end is not included</source>
        <translation>时间为本地时间；不含结束时刻</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Path of the CSV file</source>
        <translation>CSV 文件路径</translation>
    </message>
    <message>
        <source>Browse…</source>
        <translation>浏览…</translation>
    </message>
    <message>
        <source>A file of this name is replaced when the export is complete</source>
        <translation>导出完成后会替换同名文件</translation>
    </message>
</context>
<context>
    <name>ExportProgress</name>
    <message>
        <source>Export is complete</source>
        <translation>导出完成</translation>
    </message>
    <message>
        <source>Export failed</source>
        <translation>导出失败</translation>
    </message>
    <message>
        <source>Export was cancelled; no file was left</source>
        <translation>导出已取消，未留下文件</translation>
    </message>
    <message>
        <source>Exporting</source>
        <translation>正在导出</translation>
    </message>
    <message>
        <source>%1 rows · %2</source>
        <translation>%1 行 · %2</translation>
    </message>
    <message>
        <source>Progress of the export</source>
        <translation>导出进度</translation>
    </message>
</context>
<context>
    <name>FeedStatus</name>
    <message>
        <source>Feed: %1</source>
        <translation>行情源：%1</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>实时</translation>
    </message>
    <message>
        <source>Stale</source>
        <translation>已滞后</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>被拒绝</translation>
    </message>
    <message>
        <source>Connecting</source>
        <translation>正在连接</translation>
    </message>
    <message>
        <source>SIMULATED</source>
        <translation>模拟</translation>
    </message>
</context>
<context>
    <name>LiveChip</name>
    <message>
        <source>Returns the chart to the newest bar</source>
        <translation>让图表回到最新 K 线</translation>
    </message>
    <message>
        <source>%1 new  →</source>
        <translation>%1 笔新成交  →</translation>
    </message>
    <message>
        <source>Live  →</source>
        <translation>实时  →</translation>
    </message>
</context>
<context>
    <name>MachineTile</name>
    <message>
        <source>This machine</source>
        <translation>本机</translation>
    </message>
    <message numerus="yes">
        <source>%n core(s)</source>
        <translation>
            <numerusform>%n 核</numerusform>
        </translation>
    </message>
    <message>
        <source>CPU</source>
        <translation>CPU</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>内存</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>Received %1</source>
        <translation>接收 %1</translation>
    </message>
    <message>
        <source>Sent %1</source>
        <translation>发送 %1</translation>
    </message>
</context>
<context>
    <name>Main</name>
    <message>
        <source>Tickwell</source>
        <translation>Tickwell</translation>
    </message>
    <message>
        <source>Overview</source>
        <translation>总览</translation>
    </message>
</context>
<context>
    <name>NavigationRail</name>
    <message>
        <source>Navigation</source>
        <translation>导航</translation>
    </message>
    <message>
        <source>Overview</source>
        <translation>总览</translation>
    </message>
    <message>
        <source>Export is running</source>
        <translation>正在导出</translation>
    </message>
    <message>
        <source>Export captured data</source>
        <translation>导出采集的数据</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
</context>
<context>
    <name>OverviewPage</name>
    <message>
        <source>Overview</source>
        <translation>总览</translation>
    </message>
    <message>
        <source>Width of the left column</source>
        <translation>左栏宽度</translation>
    </message>
    <message>
        <source>Height of the watchlist</source>
        <translation>自选列表高度</translation>
    </message>
    <message>
        <source>Height of the chart</source>
        <translation>图表高度</translation>
    </message>
</context>
<context>
    <name>PeoplePopup</name>
    <message>
        <source>People online</source>
        <translation>在线的人</translation>
    </message>
    <message>
        <source>%1 (you)</source>
        <translation>%1（您）</translation>
    </message>
</context>
<context>
    <name>PriceChart</name>
    <message>
        <source>Price chart of %1, %2 bars</source>
        <translation>%1 价格图，%2 K 线</translation>
    </message>
    <message>
        <source>Open %1, high %2, low %3, close %4, volume %5</source>
        <translation>开 %1，高 %2，低 %3，收 %4，量 %5</translation>
    </message>
</context>
<context>
    <name>PriceReadout</name>
    <message>
        <source>O</source>
        <extracomment>Open, high, low, close and volume of a bar, as short as can be</extracomment>
        <translation>开</translation>
    </message>
    <message>
        <source>H</source>
        <translation>高</translation>
    </message>
    <message>
        <source>L</source>
        <translation>低</translation>
    </message>
    <message>
        <source>C</source>
        <translation>收</translation>
    </message>
    <message>
        <source>Vol</source>
        <translation>量</translation>
    </message>
    <message>
        <source>%1 · closes in %2</source>
        <translation>%1 · 剩余 %2</translation>
    </message>
</context>
<context>
    <name>PriceTile</name>
    <message>
        <source>Chart of %1</source>
        <translation>%1 图表</translation>
    </message>
    <message>
        <source>Price %1</source>
        <translation>价格 %1</translation>
    </message>
    <message>
        <source>Width of a bar</source>
        <translation>K 线周期</translation>
    </message>
    <message>
        <source>Candles</source>
        <translation>K 线</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>折线</translation>
    </message>
    <message>
        <source>Kind of chart</source>
        <translation>图表类型</translation>
    </message>
    <message>
        <source>Choose a symbol on the watchlist to see its chart</source>
        <translation>在自选列表中选择代码即可查看图表</translation>
    </message>
</context>
<context>
    <name>ScrollBar</name>
    <message>
        <source>Scroll bar</source>
        <translation>滚动条</translation>
    </message>
</context>
<context>
    <name>SettingsPopup</name>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>System</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Times in</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Local time</source>
        <translation>本地时间</translation>
    </message>
    <message>
        <source>Time zone</source>
        <translation>时区</translation>
    </message>
    <message>
        <source>Blue and orange for up and down</source>
        <translation>用蓝色和橙色表示涨跌</translation>
    </message>
    <message>
        <source>Reduced motion</source>
        <translation>减少动态效果</translation>
    </message>
</context>
<context>
    <name>Sparkline</name>
    <message>
        <source>Last hour of %1, %2</source>
        <translation>%1 最近一小时，%2</translation>
    </message>
    <message>
        <source>up</source>
        <translation>上涨</translation>
    </message>
    <message>
        <source>down</source>
        <translation>下跌</translation>
    </message>
</context>
<context>
    <name>Tickwell::ExportJob</name>
    <message>
        <source>The end must be later than the start</source>
        <translation>结束时间必须晚于开始时间</translation>
    </message>
    <message>
        <source>Name the file to write</source>
        <translation>请填写要写入的文件</translation>
    </message>
    <message>
        <source>Write the whole path, from the root folder on</source>
        <translation>请填写从根目录开始的完整路径</translation>
    </message>
    <message>
        <source>Export to</source>
        <translation>导出到</translation>
    </message>
    <message>
        <source>CSV files (*.csv)</source>
        <translation>CSV 文件 (*.csv)</translation>
    </message>
    <message>
        <source>Write a time as 2026-11-20 or 2026-11-20 09:30</source>
        <translation>时间请写成 2026-11-20 或 2026-11-20 09:30</translation>
    </message>
</context>
<context>
    <name>Tickwell::WatchlistModel</name>
    <message>
        <source>A symbol has 1 to 12 letters, digits or . ^ = -</source>
        <translation>代码由 1 到 12 个字母、数字或 . ^ = - 组成</translation>
    </message>
    <message>
        <source>up %1</source>
        <translation>上涨 %1</translation>
    </message>
    <message>
        <source>down %1</source>
        <translation>下跌 %1</translation>
    </message>
</context>
<context>
    <name>TopBar</name>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Server is not running</source>
        <translation>服务器未运行</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>已复制</translation>
    </message>
    <message>
        <source>Copy the server&apos;s address</source>
        <translation>复制服务器地址</translation>
    </message>
    <message numerus="yes">
        <source>%n client(s)</source>
        <translation>
            <numerusform>%n 个客户端</numerusform>
        </translation>
    </message>
    <message>
        <source>Who is connected</source>
        <translation>谁已连接</translation>
    </message>
</context>
<context>
    <name>WatchlistRow</name>
    <message>
        <source>Remove %1</source>
        <translation>移除 %1</translation>
    </message>
</context>
<context>
    <name>WatchlistTile</name>
    <message>
        <source>Watchlist</source>
        <translation>自选</translation>
    </message>
    <message numerus="yes">
        <source>%n symbol(s)</source>
        <translation>
            <numerusform>%n 个代码</numerusform>
        </translation>
    </message>
    <message>
        <source>Add a symbol</source>
        <translation>添加代码</translation>
    </message>
    <message>
        <source>Symbol, then Enter</source>
        <translation>输入代码后按回车</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>忽略</translation>
    </message>
    <message>
        <source>Waiting for the feed&apos;s first prices</source>
        <translation>正在等待行情源的第一批价格</translation>
    </message>
    <message>
        <source>No symbols yet. Add one to see and record its prices.</source>
        <translation>还没有代码。添加一个即可查看并记录其价格。</translation>
    </message>
</context>
</TS>
