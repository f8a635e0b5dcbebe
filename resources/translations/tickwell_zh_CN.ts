<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en_US">
<context>
    <name>AlertEditor</name>
    <message>
        <source>New alert</source>
        <translation>新建提醒</translation>
    </message>
    <message>
        <source>Price</source>
        <translation>价格</translation>
    </message>
    <message>
        <source>Move</source>
        <translation>涨跌幅</translation>
    </message>
    <message>
        <source>Indicator</source>
        <translation>指标</translation>
    </message>
    <message>
        <source>This machine</source>
        <translation>本机</translation>
    </message>
    <message>
        <source>What is watched</source>
        <translation>监视的对象</translation>
    </message>
    <message>
        <source>Symbol</source>
        <translation>代码</translation>
    </message>
    <message>
        <source>Reading</source>
        <translation>读数</translation>
    </message>
    <message>
        <source>Bars</source>
        <translation>K 线周期</translation>
    </message>
    <message>
        <source>Fast period</source>
        <translation>快线周期</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>周期</translation>
    </message>
    <message>
        <source>Slow period</source>
        <translation>慢线周期</translation>
    </message>
    <message>
        <source>Signal period</source>
        <translation>信号线周期</translation>
    </message>
    <message>
        <source>When it</source>
        <translation>条件</translation>
    </message>
    <message>
        <source>Within, minutes</source>
        <translation>时间窗口（分钟）</translation>
    </message>
    <message>
        <source>Fire each time, not only once</source>
        <translation>每次都触发，而非仅一次</translation>
    </message>
    <message>
        <source>Come back by</source>
        <translation>回撤幅度</translation>
    </message>
    <message>
        <source>Pause, minutes</source>
        <translation>间隔（分钟）</translation>
    </message>
    <message>
        <source>Not added: %1</source>
        <translation>未添加：%1</translation>
    </message>
    <message>
        <source>Sending…</source>
        <translation>正在发送…</translation>
    </message>
    <message>
        <source>Add alert</source>
        <translation>添加提醒</translation>
    </message>
</context>
<context>
    <name>AlertLine</name>
    <message>
        <source>Remove: %1</source>
        <translation>删除：%1</translation>
    </message>
    <message>
        <source>Drag to change the price</source>
        <translation>拖动以更改价格</translation>
    </message>
</context>
<context>
    <name>AlertLines</name>
    <message>
        <source>Chart</source>
        <translation>图表</translation>
    </message>
    <message>
        <source>Alert at %1</source>
        <translation>在 %1 提醒</translation>
    </message>
    <message>
        <source>New alert at %1…</source>
        <translation>在 %1 新建提醒…</translation>
    </message>
</context>
<context>
    <name>AlertList</name>
    <message>
        <source>Alerts</source>
        <translation>提醒</translation>
    </message>
    <message>
        <source>When it fired last</source>
        <translation>上次触发时间</translation>
    </message>
    <message>
        <source>Remove: %1</source>
        <translation>删除：%1</translation>
    </message>
</context>
<context>
    <name>AlertLog</name>
    <message>
        <source>Log of the alerts</source>
        <translation>提醒记录</translation>
    </message>
</context>
<context>
    <name>AlertsPopup</name>
    <message>
        <source>Alerts</source>
        <translation>提醒</translation>
    </message>
    <message>
        <source>%1 of %2 watching</source>
        <translation>%2 个中 %1 个正在监视</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>记录</translation>
    </message>
    <message>
        <source>New alert</source>
        <translation>新建提醒</translation>
    </message>
    <message>
        <source>What of the alerts is shown</source>
        <translation>显示提醒的哪一部分</translation>
    </message>
    <message>
        <source>No alert has fired yet. When one does, its line stays here, also after the alert was removed.</source>
        <translation>还没有提醒触发过。触发后会记录在此处，即使提醒已被删除。</translation>
    </message>
    <message>
        <source>No alerts yet. One watches a price, a move, an indicator or this machine, and tells you here and on the desktop when it fires. In the chart, a right click makes one at that price.</source>
        <translation>还没有提醒。提醒监视价格、涨跌幅、指标或本机，触发时在此处和桌面上通知您。在图表中点击右键，可在该价格处新建提醒。</translation>
    </message>
</context>
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
    <name>CancelOrdersDialog</name>
    <message>
        <source>Cancel all open orders</source>
        <translation>取消所有挂单</translation>
    </message>
    <message numerus="yes">
        <source>%n open order(s) of the paper account will be cancelled. What was filled stays.</source>
        <translation>
            <numerusform>将取消模拟账户的 %n 笔挂单，已成交的部分保留。</numerusform>
        </translation>
    </message>
    <message>
        <source>There are no open orders.</source>
        <translation>没有挂单。</translation>
    </message>
    <message>
        <source>Leave them</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message numerus="yes">
        <source>Cancel %n order(s)</source>
        <translation>
            <numerusform>取消 %n 笔订单</numerusform>
        </translation>
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
    <name>CommandExample</name>
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
    <message>
        <source>Show background tasks</source>
        <translation>显示后台任务</translation>
    </message>
    <message>
        <source>Show notifications</source>
        <translation>显示通知</translation>
    </message>
    <message>
        <source>Dismiss all notices</source>
        <translation>关闭所有提示</translation>
    </message>
    <message>
        <source>Go to Markets</source>
        <translation>前往行情页</translation>
    </message>
    <message>
        <source>Buy…</source>
        <translation>买入…</translation>
    </message>
    <message>
        <source>Sell…</source>
        <translation>卖出…</translation>
    </message>
    <message>
        <source>Show open orders</source>
        <translation>显示挂单</translation>
    </message>
    <message>
        <source>Cancel all open orders…</source>
        <translation>取消所有挂单…</translation>
    </message>
    <message>
        <source>Next kind of chart: candles, line, area</source>
        <translation>切换图表类型：K 线、折线、面积</translation>
    </message>
    <message>
        <source>Chart: back in time</source>
        <translation>图表：向过去移动</translation>
    </message>
    <message>
        <source>Chart: forward in time</source>
        <translation>图表：向未来移动</translation>
    </message>
    <message>
        <source>Chart: zoom in</source>
        <translation>图表：放大</translation>
    </message>
    <message>
        <source>Chart: zoom out</source>
        <translation>图表：缩小</translation>
    </message>
    <message>
        <source>Chart: to the oldest bar</source>
        <translation>图表：到最早的 K 线</translation>
    </message>
    <message>
        <source>Chart: to the newest bar</source>
        <translation>图表：到最新的 K 线</translation>
    </message>
    <message>
        <source>Chart: measure</source>
        <translation>图表：测量</translation>
    </message>
    <message>
        <source>M, Shift+drag</source>
        <translation>M，Shift+拖动</translation>
    </message>
    <message>
        <source>Linear prices</source>
        <translation>线性价格坐标</translation>
    </message>
    <message>
        <source>Logarithmic prices</source>
        <translation>对数价格坐标</translation>
    </message>
    <message>
        <source>Choose indicators</source>
        <translation>选择指标</translation>
    </message>
    <message>
        <source>Save the chart&apos;s picture…</source>
        <translation>保存图表图片…</translation>
    </message>
    <message>
        <source>Save the chart&apos;s data as CSV…</source>
        <translation>将图表数据保存为 CSV…</translation>
    </message>
    <message>
        <source>Show alerts</source>
        <translation>显示提醒</translation>
    </message>
    <message>
        <source>New alert at the last price…</source>
        <translation>在最新价新建提醒…</translation>
    </message>
    <message>
        <source>Show what alerts have fired</source>
        <translation>显示触发过的提醒</translation>
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
    <message>
        <source>Orders</source>
        <translation>订单</translation>
    </message>
    <message>
        <source>Trades</source>
        <translation>成交</translation>
    </message>
</context>
<context>
    <name>ExportOutcome</name>
    <message>
        <source>Dismiss</source>
        <translation>关闭</translation>
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
    <name>FeedChoice</name>
    <message>
        <source>Prices from</source>
        <translation>价格来源</translation>
    </message>
    <message>
        <source>Simulator</source>
        <translation>模拟器</translation>
    </message>
    <message>
        <source>Key ID</source>
        <translation>密钥 ID</translation>
    </message>
    <message>
        <source>Secret key</source>
        <translation>私钥</translation>
    </message>
    <message>
        <source>Left empty: the key that is kept</source>
        <translation>留空：使用已保存的密钥</translation>
    </message>
    <message>
        <source>Switch over</source>
        <translation>切换</translation>
    </message>
    <message>
        <source>A file is replayed</source>
        <translation>正在回放文件</translation>
    </message>
</context>
<context>
    <name>FeedPopup</name>
    <message>
        <source>Feed</source>
        <translation>行情源</translation>
    </message>
    <message>
        <source>Feed: %1</source>
        <translation>行情源：%1</translation>
    </message>
    <message>
        <source>Prices taken</source>
        <translation>已接收的价格</translation>
    </message>
    <message>
        <source>Put aside</source>
        <translation>已隔离</translation>
    </message>
    <message>
        <source>Symbols followed</source>
        <translation>关注的代码</translation>
    </message>
    <message>
        <source>Too late for their bar</source>
        <translation>对其 K 线而言过迟</translation>
    </message>
    <message>
        <source>Connections lost</source>
        <translation>连接中断</translation>
    </message>
    <message>
        <source>Messages not understood</source>
        <translation>无法理解的消息</translation>
    </message>
    <message>
        <source>Put aside, because it cannot be true: in no chart, bar or recording</source>
        <translation>因不可能为真而隔离：不计入图表、K 线和记录</translation>
    </message>
    <message>
        <source>Prices that cannot be true would be put aside and listed here. There were none.</source>
        <translation>不可能为真的价格会被隔离并列在此处。目前没有。</translation>
    </message>
    <message>
        <source>Prices put aside</source>
        <translation>已隔离的价格</translation>
    </message>
    <message>
        <source>Came twice</source>
        <translation>重复收到</translation>
    </message>
    <message>
        <source>Of symbols not followed</source>
        <translation>属于未关注的代码</translation>
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
        <source>Finished</source>
        <translation>已结束</translation>
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
    <name>IndicatorRow</name>
    <message>
        <source>%1 of %2</source>
        <translation>%2 的%1</translation>
    </message>
    <message>
        <source>Remove %1</source>
        <translation>移除 %1</translation>
    </message>
</context>
<context>
    <name>IndicatorsPopup</name>
    <message>
        <source>Indicators</source>
        <translation>指标</translation>
    </message>
    <message>
        <source>Indicator to add</source>
        <translation>要添加的指标</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>A chart shows at most eight. Remove one to add another.</source>
        <translation>图表最多显示八个指标，移除一个才能再添加。</translation>
    </message>
    <message>
        <source>None yet. Averages and bands lie over the prices; RSI and MACD stand below the volume.</source>
        <translation>还没有指标。均线和通道叠加在价格上，RSI 和 MACD 显示在成交量下方。</translation>
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
    <message>
        <source>Markets</source>
        <translation>行情</translation>
    </message>
</context>
<context>
    <name>MarketsPage</name>
    <message>
        <source>Markets</source>
        <translation>行情</translation>
    </message>
    <message>
        <source>Width of the order ticket</source>
        <translation>下单面板的宽度</translation>
    </message>
    <message>
        <source>Height of the orders</source>
        <translation>订单列表的高度</translation>
    </message>
    <message>
        <source>Width of the watchlist</source>
        <translation>自选列表的宽度</translation>
    </message>
    <message>
        <source>Height of the positions</source>
        <translation>持仓列表的高度</translation>
    </message>
</context>
<context>
    <name>MeasureBox</name>
    <message>
        <source>Measured: %1</source>
        <translation>测量：%1</translation>
    </message>
    <message>
        <source> (%1 %)</source>
        <translation>（%1 %）</translation>
    </message>
    <message numerus="yes">
        <source>%n bar(s), %1</source>
        <translation>
            <numerusform>%n 根 K 线，%1</numerusform>
        </translation>
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
    <message numerus="yes">
        <source>%n background task(s)</source>
        <translation>
            <numerusform>%n 个后台任务</numerusform>
        </translation>
    </message>
    <message>
        <source>Background tasks</source>
        <translation>后台任务</translation>
    </message>
    <message>
        <source>Markets</source>
        <translation>行情</translation>
    </message>
</context>
<context>
    <name>NoticeLine</name>
    <message>
        <source>Dismiss</source>
        <translation>忽略</translation>
    </message>
</context>
<context>
    <name>Notices</name>
    <message>
        <source>Dismiss: %1</source>
        <translation>关闭：%1</translation>
    </message>
</context>
<context>
    <name>NotificationList</name>
    <message>
        <source>Notifications</source>
        <translation>通知</translation>
    </message>
</context>
<context>
    <name>OrderEditDialog</name>
    <message>
        <source>Change the order</source>
        <translation>修改订单</translation>
    </message>
    <message>
        <source>Quantity</source>
        <translation>数量</translation>
    </message>
    <message>
        <source>Limit price</source>
        <translation>限价</translation>
    </message>
    <message>
        <source>Write numbers above zero; the order must still be open</source>
        <translation>请输入大于零的数字；订单必须仍未完成</translation>
    </message>
    <message>
        <source>A smaller quantity alone keeps the order&apos;s turn</source>
        <translation>只减少数量可保留排队位置</translation>
    </message>
    <message>
        <source>Leave it</source>
        <translation>不修改</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>修改</translation>
    </message>
    <message>
        <source>Stop price</source>
        <translation>触发价</translation>
    </message>
</context>
<context>
    <name>OrderLines</name>
    <message>
        <source>Cancel: %1</source>
        <translation>取消：%1</translation>
    </message>
</context>
<context>
    <name>OrderRow</name>
    <message>
        <source>Cancel: %1</source>
        <translation>取消：%1</translation>
    </message>
</context>
<context>
    <name>OrdersTile</name>
    <message>
        <source>Orders</source>
        <translation>订单</translation>
    </message>
    <message numerus="yes">
        <source>%n today</source>
        <translation>
            <numerusform>今日 %n 笔</numerusform>
        </translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>未完成</translation>
    </message>
    <message>
        <source>Filled</source>
        <translation>已成交</translation>
    </message>
    <message>
        <source>Which orders are listed</source>
        <translation>列出哪些订单</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Symbol</source>
        <translation>代码</translation>
    </message>
    <message>
        <source>Side</source>
        <translation>方向</translation>
    </message>
    <message>
        <source>Quantity</source>
        <translation>数量</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Price</source>
        <translation>价格</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>No orders yet. Write one in the ticket, or double-click a price in the chart; the money is play money.</source>
        <translation>还没有订单。请在下单面板中填写，或在图表上双击某个价格；这里用的是模拟资金。</translation>
    </message>
    <message>
        <source>No open orders</source>
        <translation>没有挂单</translation>
    </message>
    <message>
        <source>No orders were filled yet</source>
        <translation>还没有成交的订单</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>下单</translation>
    </message>
    <message>
        <source>Edit quantity or price…</source>
        <translation>修改数量或价格…</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>回车</translation>
    </message>
    <message>
        <source>Cancel the order</source>
        <translation>取消订单</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Delete 键</translation>
    </message>
    <message>
        <source>Show %1 in the chart</source>
        <translation>在图表中显示 %1</translation>
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
    <name>PositionsTile</name>
    <message>
        <source>Positions</source>
        <translation>持仓</translation>
    </message>
    <message>
        <source>Profit and loss %1</source>
        <translation>盈亏 %1</translation>
    </message>
    <message>
        <source>Symbol</source>
        <translation>代码</translation>
    </message>
    <message>
        <source>Qty</source>
        <translation>数量</translation>
    </message>
    <message>
        <source>Average</source>
        <translation>均价</translation>
    </message>
    <message>
        <source>Last</source>
        <translation>现价</translation>
    </message>
    <message>
        <source>P&amp;L</source>
        <translation>盈亏</translation>
    </message>
    <message>
        <source>Worth %1, unrealized %2, realized %3. Double-click to close the position.</source>
        <translation>市值 %1，浮动盈亏 %2，已实现盈亏 %3。双击可平仓。</translation>
    </message>
    <message>
        <source>Closed: realized %1</source>
        <translation>已平仓：已实现盈亏 %1</translation>
    </message>
    <message>
        <source>No positions yet. What a filled order buys stands here with its profit or loss.</source>
        <translation>还没有持仓。订单成交后，买入的品种及其盈亏会显示在这里。</translation>
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
    <message>
        <source>log</source>
        <extracomment>Toggles a logarithmic scale of prices, in the corner of a chart; as short as can be</extracomment>
        <translation>对数</translation>
    </message>
    <message>
        <source>Logarithmic prices</source>
        <translation>对数价格坐标</translation>
    </message>
</context>
<context>
    <name>PriceLine</name>
    <message>
        <source>Drag to change the price</source>
        <translation>拖动以更改价格</translation>
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
    <message>
        <source>Area</source>
        <translation>面积</translation>
    </message>
    <message>
        <source>ƒ Indicators</source>
        <translation>ƒ 指标</translation>
    </message>
    <message>
        <source>Indicators</source>
        <translation>指标</translation>
    </message>
    <message>
        <source>Export the chart</source>
        <translation>导出图表</translation>
    </message>
    <message>
        <source>Picture (PNG)…</source>
        <translation>图片 (PNG)…</translation>
    </message>
    <message>
        <source>Data as CSV…</source>
        <translation>CSV 数据…</translation>
    </message>
    <message>
        <source>Saved to %1</source>
        <translation>已保存到 %1</translation>
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
    <name>TaskList</name>
    <message>
        <source>Background tasks</source>
        <translation>后台任务</translation>
    </message>
</context>
<context>
    <name>TaskRow</name>
    <message>
        <source>Progress of %1</source>
        <translation>%1 的进度</translation>
    </message>
    <message>
        <source>Cancel: %1</source>
        <translation>取消：%1</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>已复制</translation>
    </message>
    <message>
        <source>Copy the result: %1</source>
        <translation>复制结果：%1</translation>
    </message>
</context>
<context>
    <name>TasksPopup</name>
    <message>
        <source>Tasks and notifications</source>
        <translation>任务和通知</translation>
    </message>
    <message>
        <source>Background tasks</source>
        <translation>后台任务</translation>
    </message>
    <message>
        <source>Notifications</source>
        <translation>通知</translation>
    </message>
    <message>
        <source>%1 running · %2 waiting</source>
        <translation>%1 个运行中 · %2 个等待中</translation>
    </message>
    <message>
        <source>Tasks</source>
        <translation>任务</translation>
    </message>
    <message>
        <source>What is listed</source>
        <translation>列出的内容</translation>
    </message>
    <message>
        <source>No tasks yet. Programs start them at the server:</source>
        <translation>还没有任务。程序可以在服务器上启动任务：</translation>
    </message>
    <message>
        <source>Nobody was told anything yet. Programs do that at the server:</source>
        <translation>还没有发出通知。程序可以通过服务器发送：</translation>
    </message>
</context>
<context>
    <name>TicketTile</name>
    <message>
        <source>Order</source>
        <translation>下单</translation>
    </message>
    <message>
        <source>paper account</source>
        <translation>模拟账户</translation>
    </message>
    <message>
        <source>Account is worth %1</source>
        <translation>账户总值 %1</translation>
    </message>
    <message>
        <source>What the paper account is worth: its cash and its positions</source>
        <translation>模拟账户的总值：现金加持仓</translation>
    </message>
    <message>
        <source>Buy</source>
        <translation>买入</translation>
    </message>
    <message>
        <source>Sell</source>
        <translation>卖出</translation>
    </message>
    <message>
        <source>Market</source>
        <translation>市价</translation>
    </message>
    <message>
        <source>Limit</source>
        <translation>限价</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>止损</translation>
    </message>
    <message>
        <source>Stop limit</source>
        <translation>止损限价</translation>
    </message>
    <message>
        <source>Type of the order</source>
        <translation>订单类型</translation>
    </message>
    <message>
        <source>Quantity</source>
        <translation>数量</translation>
    </message>
    <message>
        <source>Stop price</source>
        <translation>触发价</translation>
    </message>
    <message>
        <source>Limit price</source>
        <translation>限价</translation>
    </message>
    <message>
        <source>In force</source>
        <translation>有效期</translation>
    </message>
    <message>
        <source>Reserves about</source>
        <translation>约占用</translation>
    </message>
    <message>
        <source>Reserves</source>
        <translation>占用</translation>
    </message>
    <message>
        <source>Sending…</source>
        <translation>正在发送…</translation>
    </message>
    <message>
        <source>Not placed: %1</source>
        <translation>未下单：%1</translation>
    </message>
    <message>
        <source>Cash</source>
        <translation>现金</translation>
    </message>
    <message>
        <source>Reserved</source>
        <translation>已占用</translation>
    </message>
    <message>
        <source>Available</source>
        <translation>可用</translation>
    </message>
</context>
<context>
    <name>Tickwell::AlertForm</name>
    <message>
        <source>Price</source>
        <translation>价格</translation>
    </message>
    <message>
        <source>Percent</source>
        <translation>百分比</translation>
    </message>
    <message>
        <source>Apart by</source>
        <translation>相距</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>水平</translation>
    </message>
    <message>
        <source>MB/s</source>
        <translation>MB/s</translation>
    </message>
    <message>
        <source>Rises by</source>
        <translation>上涨</translation>
    </message>
    <message>
        <source>Falls by</source>
        <translation>下跌</translation>
    </message>
    <message>
        <source>Moves by</source>
        <translation>涨跌</translation>
    </message>
    <message>
        <source>Crosses above</source>
        <translation>上穿</translation>
    </message>
    <message>
        <source>Crosses below</source>
        <translation>下穿</translation>
    </message>
    <message>
        <source>Crosses</source>
        <translation>交叉</translation>
    </message>
    <message>
        <source>Rises to</source>
        <translation>升至</translation>
    </message>
    <message>
        <source>Falls to</source>
        <translation>降至</translation>
    </message>
    <message>
        <source>Reaches</source>
        <translation>达到</translation>
    </message>
    <message>
        <source>Write a number</source>
        <translation>请输入数字</translation>
    </message>
    <message>
        <source>At most %1 digits after the point</source>
        <translation>小数点后最多 %1 位</translation>
    </message>
    <message>
        <source>How many bars?</source>
        <translation>多少根 K 线？</translation>
    </message>
    <message>
        <source>Write a whole number</source>
        <translation>请输入整数</translation>
    </message>
    <message>
        <source>Which symbol?</source>
        <translation>哪个代码？</translation>
    </message>
    <message>
        <source>No symbol looks like this</source>
        <translation>代码格式不正确</translation>
    </message>
    <message>
        <source>At which price?</source>
        <translation>什么价格？</translation>
    </message>
    <message>
        <source>By how many percent?</source>
        <translation>百分之多少？</translation>
    </message>
    <message>
        <source>At which level?</source>
        <translation>什么水平？</translation>
    </message>
    <message>
        <source>Within how many minutes?</source>
        <translation>多少分钟之内？</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <extracomment>What an alert watches for, and how often it fires</extracomment>
        <translation>%1，%2</translation>
    </message>
</context>
<context>
    <name>Tickwell::AlertListModel</name>
    <message>
        <source>last fired %1</source>
        <translation>上次触发 %1</translation>
    </message>
</context>
<context>
    <name>Tickwell::AlertWords</name>
    <message>
        <source>A hysteresis is not below zero</source>
        <translation>回撤幅度不能小于零</translation>
    </message>
    <message>
        <source>A cool-down is 0 to 604800 seconds</source>
        <translation>间隔为 0 到 604800 秒</translation>
    </message>
    <message>
        <source>A price is above zero</source>
        <translation>价格须大于零</translation>
    </message>
    <message>
        <source>The hysteresis is so large that the price could never come back: make it smaller than the threshold</source>
        <translation>回撤幅度过大，价格不可能回撤这么多：请使它小于阈值</translation>
    </message>
    <message>
        <source>A move is above zero percent: its direction says whether it is a rise or a fall</source>
        <translation>涨跌幅须大于零：涨还是跌由条件决定</translation>
    </message>
    <message>
        <source>A window is 10 to 86400 seconds</source>
        <translation>时间窗口为 10 到 86400 秒</translation>
    </message>
    <message>
        <source>The hysteresis is larger than the move</source>
        <translation>回撤幅度大于涨跌幅</translation>
    </message>
    <message>
        <source>A period is 1 to 500 bars</source>
        <translation>周期为 1 到 500 根 K 线</translation>
    </message>
    <message>
        <source>The slow period must be longer than the fast one</source>
        <translation>慢线周期必须大于快线周期</translation>
    </message>
    <message>
        <source>A level of the RSI is between 0 and 100</source>
        <translation>RSI 的水平在 0 到 100 之间</translation>
    </message>
    <message>
        <source>A threshold of a reading is above zero</source>
        <translation>读数的阈值须大于零</translation>
    </message>
    <message>
        <source>This reading is a percentage: it never passes 100</source>
        <translation>该读数是百分比，不会超过 100</translation>
    </message>
    <message>
        <source>The hysteresis is so large that the value could never come back: make it smaller than the threshold</source>
        <translation>回撤幅度过大，数值不可能回撤这么多：请使它小于阈值</translation>
    </message>
    <message>
        <source>The hysteresis is so large that the value could never come back: make threshold and hysteresis at most 100 together</source>
        <translation>回撤幅度过大，数值不可能回撤这么多：阈值与回撤幅度之和最多为 100</translation>
    </message>
    <message>
        <source>%1 h</source>
        <translation>%1 小时</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 分钟</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 秒</translation>
    </message>
    <message>
        <source>%1 rises to %2</source>
        <translation>%1 升至 %2</translation>
    </message>
    <message>
        <source>%1 falls to %2</source>
        <translation>%1 降至 %2</translation>
    </message>
    <message>
        <source>%1 reaches %2</source>
        <translation>%1 达到 %2</translation>
    </message>
    <message>
        <source>%1 rises by %2 within %3</source>
        <translation>%1 在 %3内上涨 %2</translation>
    </message>
    <message>
        <source>%1 falls by %2 within %3</source>
        <translation>%1 在 %3内下跌 %2</translation>
    </message>
    <message>
        <source>%1 moves by %2 within %3</source>
        <translation>%1 在 %3内涨跌 %2</translation>
    </message>
    <message>
        <source>price</source>
        <translation>价格</translation>
    </message>
    <message>
        <source>its signal</source>
        <translation>信号线</translation>
    </message>
    <message>
        <source>%1: %2 crosses above %3</source>
        <translation>%1：%2 上穿 %3</translation>
    </message>
    <message>
        <source>%1: %2 crosses below %3</source>
        <translation>%1：%2 下穿 %3</translation>
    </message>
    <message>
        <source>%1: %2 crosses %3</source>
        <translation>%1：%2 与 %3 交叉</translation>
    </message>
    <message>
        <source>%1 by %2</source>
        <extracomment>By how much two lines are apart after they have crossed</extracomment>
        <translation>%1，相距 %2</translation>
    </message>
    <message>
        <source>once</source>
        <translation>仅一次</translation>
    </message>
    <message>
        <source>each time</source>
        <translation>每次</translation>
    </message>
    <message>
        <source>each time, at most every %1</source>
        <translation>每次，间隔至少 %1</translation>
    </message>
    <message>
        <source>armed</source>
        <translation>监视中</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>等待中</translation>
    </message>
    <message>
        <source>fired</source>
        <translation>已触发</translation>
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
        <source>Swap</source>
        <translation>交换空间</translation>
    </message>
    <message>
        <source>Load</source>
        <translation>负载</translation>
    </message>
    <message>
        <source>Disk reading</source>
        <translation>磁盘读取</translation>
    </message>
    <message>
        <source>Disk writing</source>
        <translation>磁盘写入</translation>
    </message>
    <message>
        <source>Network in</source>
        <translation>网络接收</translation>
    </message>
    <message>
        <source>Network out</source>
        <translation>网络发送</translation>
    </message>
    <message>
        <source>Price and simple average</source>
        <translation>价格与简单均线</translation>
    </message>
    <message>
        <source>Price and exponential average</source>
        <translation>价格与指数均线</translation>
    </message>
    <message>
        <source>Two simple averages</source>
        <translation>两条简单均线</translation>
    </message>
    <message>
        <source>RSI</source>
        <translation>RSI</translation>
    </message>
    <message>
        <source>MACD and its signal</source>
        <translation>MACD 与信号线</translation>
    </message>
    <message>
        <source>%1 rose to %2, alert at %3</source>
        <translation>%1 升至 %2，提醒值 %3</translation>
    </message>
    <message>
        <source>%1 fell to %2, alert at %3</source>
        <translation>%1 降至 %2，提醒值 %3</translation>
    </message>
    <message>
        <source>%1 is at %2, alert at %3</source>
        <translation>%1 现为 %2，提醒值 %3</translation>
    </message>
    <message>
        <source>%1: %2 crossed above %3</source>
        <translation>%1：%2 上穿 %3</translation>
    </message>
    <message>
        <source>%1: %2 crossed below %3</source>
        <translation>%1：%2 下穿 %3</translation>
    </message>
    <message>
        <source>%1 rose by %2 within %3, alert at %4</source>
        <translation>%1 在 %3内上涨 %2，提醒值 %4</translation>
    </message>
    <message>
        <source>%1 fell by %2 within %3, alert at %4</source>
        <translation>%1 在 %3内下跌 %2，提醒值 %4</translation>
    </message>
    <message>
        <source>Disk</source>
        <translation>磁盘</translation>
    </message>
</context>
<context>
    <name>Tickwell::ChartExport</name>
    <message>
        <source>Save the chart&apos;s picture to</source>
        <translation>图表图片另存为</translation>
    </message>
    <message>
        <source>Pictures (*.png)</source>
        <translation>图片 (*.png)</translation>
    </message>
    <message>
        <source>Save the chart&apos;s data to</source>
        <translation>图表数据另存为</translation>
    </message>
    <message>
        <source>CSV files (*.csv)</source>
        <translation>CSV 文件 (*.csv)</translation>
    </message>
    <message>
        <source>No picture was taken: the chart is not shown. Show it and try again.</source>
        <translation>未能生成图片：图表没有显示。请显示图表后重试。</translation>
    </message>
    <message>
        <source>No picture was taken. Make the window smaller and try again.</source>
        <translation>未能生成图片。请缩小窗口后重试。</translation>
    </message>
    <message>
        <source>There are no bars to save. Choose a symbol that has some.</source>
        <translation>没有可保存的 K 线。请选择有数据的代码。</translation>
    </message>
    <message>
        <source>Not saved to %1: %2. Choose another folder or make place, and try again.</source>
        <translation>未能保存到 %1：%2。请换一个文件夹或腾出空间后重试。</translation>
    </message>
</context>
<context>
    <name>Tickwell::DesktopNotifier</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>还有 %n 条</numerusform>
        </translation>
    </message>
    <message>
        <source>Alert</source>
        <translation>提醒</translation>
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
    <name>Tickwell::FeedReadings</name>
    <message>
        <source>not above zero</source>
        <translation>不大于零</translation>
    </message>
    <message>
        <source>absurdly high</source>
        <translation>高得离谱</translation>
    </message>
    <message>
        <source>an impossible volume</source>
        <translation>成交量不可能</translation>
    </message>
    <message>
        <source>no time</source>
        <translation>没有时间</translation>
    </message>
    <message>
        <source>from the future: check this computer&apos;s clock</source>
        <translation>来自未来：请检查本机时钟</translation>
    </message>
    <message>
        <source>far from the last price</source>
        <translation>偏离最新价过远</translation>
    </message>
</context>
<context>
    <name>Tickwell::IndicatorList</name>
    <message>
        <source>Simple moving average</source>
        <translation>简单移动平均线</translation>
    </message>
    <message>
        <source>Exponential moving average</source>
        <translation>指数移动平均线</translation>
    </message>
    <message>
        <source>Bollinger bands</source>
        <translation>布林带</translation>
    </message>
    <message>
        <source>Volume-weighted average price</source>
        <translation>成交量加权平均价</translation>
    </message>
    <message>
        <source>Relative strength</source>
        <translation>相对强弱指数</translation>
    </message>
    <message>
        <source>Moving average convergence/divergence</source>
        <translation>指数平滑异同移动平均线</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>周期</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>宽度</translation>
    </message>
    <message>
        <source>Fast</source>
        <translation>快线</translation>
    </message>
    <message>
        <source>Slow</source>
        <translation>慢线</translation>
    </message>
    <message>
        <source>Signal</source>
        <translation>信号</translation>
    </message>
    <message>
        <source>A whole number from %1 to %2</source>
        <translation>请输入 %1 到 %2 的整数</translation>
    </message>
    <message>
        <source>A number from %1 to %2</source>
        <translation>请输入 %1 到 %2 的数</translation>
    </message>
    <message>
        <source>Fast must be less than slow</source>
        <translation>快线周期必须小于慢线周期</translation>
    </message>
</context>
<context>
    <name>Tickwell::NoticeModel</name>
    <message numerus="yes">
        <source>%n task(s) done</source>
        <translation>
            <numerusform>%n 个任务已完成</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n task(s) failed</source>
        <translation>
            <numerusform>%n 个任务失败</numerusform>
        </translation>
    </message>
    <message>
        <source>To %1</source>
        <translation>致 %1</translation>
    </message>
    <message>
        <source>Alert</source>
        <translation>提醒</translation>
    </message>
</context>
<context>
    <name>Tickwell::NotificationListModel</name>
    <message>
        <source>Shown here alone</source>
        <translation>仅在此处显示</translation>
    </message>
    <message>
        <source>Mail is on its way</source>
        <translation>邮件正在发送</translation>
    </message>
    <message>
        <source>Mail is tried again: %1</source>
        <translation>邮件将重新发送：%1</translation>
    </message>
    <message>
        <source>Sent by mail</source>
        <translation>已通过邮件发送</translation>
    </message>
    <message>
        <source>Not sent: %1</source>
        <translation>未发送：%1</translation>
    </message>
</context>
<context>
    <name>Tickwell::OrderTicket</name>
    <message>
        <source>Write a number above zero</source>
        <translation>请输入大于零的数字</translation>
    </message>
    <message>
        <source>At most %1 digits after the point</source>
        <translation>小数点后最多 %1 位</translation>
    </message>
    <message>
        <source>How many?</source>
        <translation>请输入数量</translation>
    </message>
    <message>
        <source>At which price at most?</source>
        <translation>请输入最高买价</translation>
    </message>
    <message>
        <source>At which price at least?</source>
        <translation>请输入最低卖价</translation>
    </message>
    <message>
        <source>From which price on?</source>
        <translation>请输入触发价</translation>
    </message>
    <message>
        <source>More than the %1 available</source>
        <translation>超过可用的 %1</translation>
    </message>
    <message>
        <source>More than the %1 that can be sold</source>
        <translation>超过可卖的 %1</translation>
    </message>
    <message>
        <source>You hold %1 %2</source>
        <translation>持有 %1 %2</translation>
    </message>
    <message>
        <source>You are short of %1 %2</source>
        <translation>做空 %1 %2</translation>
    </message>
    <message>
        <source>Placed: %1</source>
        <translation>已下单：%1</translation>
    </message>
    <message>
        <source>Filled: %1 at %2</source>
        <translation>已成交：%1，价格 %2</translation>
    </message>
    <message>
        <source>%1 of them are sold short</source>
        <translation>其中 %1 为卖空</translation>
    </message>
</context>
<context>
    <name>Tickwell::OrderWords</name>
    <message>
        <source>buy</source>
        <translation>买入</translation>
    </message>
    <message>
        <source>sell</source>
        <translation>卖出</translation>
    </message>
    <message>
        <source>market</source>
        <translation>市价</translation>
    </message>
    <message>
        <source>limit</source>
        <translation>限价</translation>
    </message>
    <message>
        <source>stop</source>
        <translation>止损</translation>
    </message>
    <message>
        <source>stop limit</source>
        <translation>止损限价</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>当日有效</translation>
    </message>
    <message>
        <source>Good till cancelled</source>
        <translation>取消前有效</translation>
    </message>
    <message>
        <source>Immediate or cancel</source>
        <translation>立即成交否则取消</translation>
    </message>
    <message>
        <source>Fill or kill</source>
        <translation>全部成交否则取消</translation>
    </message>
    <message>
        <source>pending</source>
        <translation>待成交</translation>
    </message>
    <message>
        <source>partly filled</source>
        <translation>部分成交</translation>
    </message>
    <message>
        <source>executed</source>
        <translation>已成交</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>已取消</translation>
    </message>
    <message>
        <source>expired</source>
        <translation>已过期</translation>
    </message>
    <message>
        <source>rejected</source>
        <translation>被拒绝</translation>
    </message>
    <message>
        <source>replaced</source>
        <translation>已替换</translation>
    </message>
    <message>
        <source>Buy %1</source>
        <translation>买入 %1</translation>
    </message>
    <message>
        <source>Sell %1</source>
        <translation>卖出 %1</translation>
    </message>
    <message>
        <source>Buy %1 %2</source>
        <translation>买入 %1 %2</translation>
    </message>
    <message>
        <source>Sell %1 %2</source>
        <translation>卖出 %1 %2</translation>
    </message>
</context>
<context>
    <name>Tickwell::PositionListModel</name>
    <message>
        <source>Unrealized %1, realized %2</source>
        <translation>浮动盈亏 %1，已实现盈亏 %2</translation>
    </message>
    <message>
        <source>average %1</source>
        <translation>均价 %1</translation>
    </message>
    <message>
        <source>last %1</source>
        <translation>现价 %1</translation>
    </message>
    <message>
        <source>loss %1</source>
        <translation>亏损 %1</translation>
    </message>
    <message>
        <source>profit %1</source>
        <translation>盈利 %1</translation>
    </message>
</context>
<context>
    <name>Tickwell::ServerWords</name>
    <message>
        <source>There is no price of %1 yet</source>
        <translation>%1 还没有价格</translation>
    </message>
    <message>
        <source>It sells %1 %2, and %3 are held and free to be sold</source>
        <translation>要卖出 %1 %2，而持有且可卖的为 %3</translation>
    </message>
    <message>
        <source>It needs %1, and %2 is free</source>
        <translation>需要 %1，而可用资金为 %2</translation>
    </message>
    <message>
        <source>There is no order %1</source>
        <translation>没有订单 %1</translation>
    </message>
    <message>
        <source>Order %1 has ended: it is %2</source>
        <translation>订单 %1 已结束：%2</translation>
    </message>
    <message>
        <source>The stop of order %1 was reached</source>
        <translation>订单 %1 的止损价已触及</translation>
    </message>
    <message>
        <source>Its day is over</source>
        <translation>当日已结束</translation>
    </message>
    <message>
        <source>It would trade with an order of the same trader</source>
        <translation>会与同一交易者的订单成交</translation>
    </message>
    <message>
        <source>It could not be filled at once as a whole</source>
        <translation>无法立即全部成交</translation>
    </message>
    <message>
        <source>The rest could not be filled at once</source>
        <translation>其余部分无法立即成交</translation>
    </message>
    <message>
        <source>The price has risen beyond the cash</source>
        <translation>价格已涨到超出现金</translation>
    </message>
    <message>
        <source>Prices of %1 have no more than %2 digits after the point</source>
        <translation>%1 的价格最多有 %2 位小数</translation>
    </message>
    <message>
        <source>Too many orders at once: try again</source>
        <translation>同时提交的订单过多：请重试</translation>
    </message>
    <message>
        <source>No orders are taken: %1</source>
        <translation>暂不接受订单：%1</translation>
    </message>
    <message>
        <source>The order could not be kept: %1</source>
        <translation>无法保存订单：%1</translation>
    </message>
    <message>
        <source>There is no alert %1</source>
        <translation>没有提醒 %1</translation>
    </message>
    <message>
        <source>There are %1 alerts, which is all there can be: delete one first</source>
        <translation>已有 %1 个提醒，达到上限：请先删除一个</translation>
    </message>
    <message>
        <source>Too many alerts at once: try again</source>
        <translation>同时提交的提醒过多：请重试</translation>
    </message>
    <message>
        <source>No alerts are taken: %1</source>
        <translation>暂不接受提醒：%1</translation>
    </message>
    <message>
        <source>The alert could not be kept: %1</source>
        <translation>无法保存提醒：%1</translation>
    </message>
    <message>
        <source>A symbol is 1 to 12 of A-Z, 0-9, &apos;.&apos;, &apos;^&apos;, &apos;=&apos; and &apos;-&apos;</source>
        <translation>代码由 1 到 12 个 A-Z、0-9、&apos;.&apos;、&apos;^&apos;、&apos;=&apos; 和 &apos;-&apos; 组成</translation>
    </message>
    <message>
        <source>The simulator follows at most %1 symbols</source>
        <translation>模拟器最多关注 %1 个代码</translation>
    </message>
    <message>
        <source>The replay follows at most %1 symbols</source>
        <translation>回放最多关注 %1 个代码</translation>
    </message>
    <message>
        <source>The feed %1 follows at most %2 symbols</source>
        <translation>行情源 %1 最多关注 %2 个代码</translation>
    </message>
    <message>
        <source>Binance does not know %1: its symbols are pairs such as BTCUSDT</source>
        <translation>Binance 不认识 %1：它的代码是交易对，例如 BTCUSDT</translation>
    </message>
    <message>
        <source>Alpaca does not know %1: its symbols are stocks such as AAPL or BRK.B</source>
        <translation>Alpaca 不认识 %1：它的代码是股票，例如 AAPL 或 BRK.B</translation>
    </message>
    <message>
        <source>Alpaca needs its key and secret</source>
        <translation>Alpaca 需要密钥和私钥</translation>
    </message>
    <message>
        <source>Alpaca needs a key: set key and secret in [alpaca] of the configuration file, or TICKWELL_ALPACA_KEY and TICKWELL_ALPACA_SECRET</source>
        <translation>Alpaca 需要密钥：请在配置文件的 [alpaca] 中设置 key 和 secret，或设置 TICKWELL_ALPACA_KEY 和 TICKWELL_ALPACA_SECRET</translation>
    </message>
    <message>
        <source>Alpaca refuses the key and secret: check them</source>
        <translation>Alpaca 拒绝了密钥和私钥：请检查</translation>
    </message>
    <message>
        <source>Alpaca follows no more symbols on this plan</source>
        <translation>Alpaca 的此套餐不能关注更多代码</translation>
    </message>
    <message>
        <source>Alpaca allows one connection, and another program has it</source>
        <translation>Alpaca 只允许一个连接，而另一个程序正在使用它</translation>
    </message>
    <message>
        <source>Alpaca found this client too slow</source>
        <translation>Alpaca 认为此客户端太慢</translation>
    </message>
    <message>
        <source>Alpaca&apos;s plan of this key does not include the stream: iex is free</source>
        <translation>此密钥的 Alpaca 套餐不包含该数据流：iex 是免费的</translation>
    </message>
    <message>
        <source>Alpaca says %1 (%2)</source>
        <translation>Alpaca 说：%1（%2）</translation>
    </message>
    <message>
        <source>Not connected yet</source>
        <translation>尚未连接</translation>
    </message>
    <message>
        <source>Connecting to %1</source>
        <translation>正在连接 %1</translation>
    </message>
    <message>
        <source>No price for %1</source>
        <translation>已 %1 没有价格</translation>
    </message>
    <message>
        <source>%1; trying again soon</source>
        <translation>%1；很快会重试</translation>
    </message>
    <message>
        <source>%1 bars this region (HTTP 451): choose another feed</source>
        <translation>%1 禁止此地区访问（HTTP 451）：请选择其他行情源</translation>
    </message>
    <message>
        <source>%1 refuses the key (HTTP 401): check it</source>
        <translation>%1 拒绝了密钥（HTTP 401）：请检查</translation>
    </message>
    <message>
        <source>%1 answered HTTP %2</source>
        <translation>%1 返回 HTTP %2</translation>
    </message>
    <message>
        <source>%1 closed the connection: %2</source>
        <translation>%1 关闭了连接：%2</translation>
    </message>
    <message>
        <source>%1 closed the connection</source>
        <translation>%1 关闭了连接</translation>
    </message>
    <message>
        <source>%1 did not answer within %2</source>
        <translation>%1 在 %2 内没有应答</translation>
    </message>
    <message>
        <source>%1 has been silent for %2</source>
        <translation>%1 已沉默 %2</translation>
    </message>
    <message>
        <source>Not started yet</source>
        <translation>尚未开始</translation>
    </message>
    <message>
        <source>Reading %1</source>
        <translation>正在读取 %1</translation>
    </message>
    <message>
        <source>The file has ended</source>
        <translation>文件已结束</translation>
    </message>
    <message>
        <source>The server is being stopped</source>
        <translation>服务器正在停止</translation>
    </message>
    <message>
        <source>the disk that holds %1 is full: free some space on it</source>
        <translation>存放 %1 的磁盘已满：请腾出一些空间</translation>
    </message>
    <message>
        <source>cannot write %1, %2: free some space on that disk</source>
        <translation>无法写入 %1，%2：请在该磁盘上腾出一些空间</translation>
    </message>
    <message>
        <source>cannot read or write %1: %2</source>
        <translation>无法读写 %1：%2</translation>
    </message>
    <message>
        <source>%1 is damaged or no database (%2): put a copy of it back, or move it away to start a new one</source>
        <translation>%1 已损坏或不是数据库（%2）：请放回备份，或将其移走以新建一个</translation>
    </message>
    <message>
        <source>%1 is held by another program: close that one</source>
        <translation>%1 被另一个程序占用：请关闭该程序</translation>
    </message>
    <message>
        <source>no permission to write %1</source>
        <translation>没有写入 %1 的权限</translation>
    </message>
    <message>
        <source>no permission to read %1</source>
        <translation>没有读取 %1 的权限</translation>
    </message>
    <message>
        <source>%1 was moved or removed while in use: put it back, or restart to begin a new one</source>
        <translation>%1 在使用中被移动或删除：请放回，或重新启动以新建一个</translation>
    </message>
    <message>
        <source>%1 holds nothing yet: start Tickwell to record into it</source>
        <translation>%1 中还没有内容：请启动 Tickwell 进行记录</translation>
    </message>
    <message>
        <source>recording is held up, rows are kept in memory: %1</source>
        <translation>记录受阻，数据行暂存在内存中：%1</translation>
    </message>
    <message>
        <source>cannot write %1: the folder %2 does not exist</source>
        <translation>无法写入 %1：文件夹 %2 不存在</translation>
    </message>
    <message>
        <source>cannot write %1: it is a folder</source>
        <translation>无法写入 %1：它是一个文件夹</translation>
    </message>
    <message>
        <source>cannot write %1: %2</source>
        <translation>无法写入 %1：%2</translation>
    </message>
    <message>
        <source>cannot read %1: %2</source>
        <translation>无法读取 %1：%2</translation>
    </message>
    <message>
        <source>cannot open %1: %2</source>
        <translation>无法打开 %1：%2</translation>
    </message>
    <message>
        <source>the disk reported an error</source>
        <translation>磁盘报告了错误</translation>
    </message>
    <message>
        <source>the disk is full</source>
        <translation>磁盘已满</translation>
    </message>
    <message>
        <source>Line 1 names no columns: the file is empty or blank</source>
        <translation>第 1 行没有列名：文件为空或只有空白</translation>
    </message>
    <message>
        <source>Line %1 %2</source>
        <translation>第 %1 行%2</translation>
    </message>
    <message>
        <source>begins a row in which a quote is not closed</source>
        <translation>开始的一行中有未闭合的引号</translation>
    </message>
    <message>
        <source>begins a row of more than 16 MiB; is a quote not closed?</source>
        <translation>开始的一行超过 16 MiB；是否有引号未闭合？</translation>
    </message>
    <message>
        <source>begins the header, and a quote in it is not closed</source>
        <translation>开始表头，而其中有未闭合的引号</translation>
    </message>
    <message>
        <source>has %1 cell, the header has %2</source>
        <translation>有 %1 格，而表头有 %2 格</translation>
    </message>
    <message>
        <source>has %1 cells, the header has %2</source>
        <translation>有 %1 格，而表头有 %2 格</translation>
    </message>
    <message>
        <source>holds a NUL byte, which no text does</source>
        <translation>含有 NUL 字节，文本中不应出现</translation>
    </message>
    <message>
        <source>is not UTF-8 text</source>
        <translation>不是 UTF-8 文本</translation>
    </message>
    <message>
        <source>names more than 65536 columns</source>
        <translation>的列数超过 65536</translation>
    </message>
    <message>
        <source>The file has more numbers than fit into %1 MiB of memory</source>
        <translation>文件中的数字超出了 %1 MiB 内存所能容纳的数量</translation>
    </message>
    <message>
        <source>There is not enough memory for the file&apos;s numbers</source>
        <translation>内存不足以容纳文件中的数字</translation>
    </message>
    <message>
        <source>There is no file %1</source>
        <translation>没有文件 %1</translation>
    </message>
    <message>
        <source>there is no file %1</source>
        <translation>没有文件 %1</translation>
    </message>
    <message>
        <source>%1 is no regular file</source>
        <translation>%1 不是普通文件</translation>
    </message>
    <message>
        <source>%1 is outside the folder of files</source>
        <translation>%1 不在文件目录之内</translation>
    </message>
    <message>
        <source>%1 cannot be read: %2</source>
        <translation>无法读取 %1：%2</translation>
    </message>
    <message>
        <source>there is not enough memory for it</source>
        <translation>内存不足</translation>
    </message>
    <message>
        <source>the program failed: %1</source>
        <translation>程序出错：%1</translation>
    </message>
    <message>
        <source>it was stopped because it took longer than %1 s</source>
        <translation>耗时超过 %1 秒，已停止</translation>
    </message>
    <message>
        <source>the program ended %1 times while it ran, so it is not run again</source>
        <translation>运行期间程序中断了 %1 次，因此不再运行</translation>
    </message>
    <message>
        <source>the mail server %1 did not take it: %2</source>
        <translation>邮件服务器 %1 未接收：%2</translation>
    </message>
    <message>
        <source>its task was cancelled</source>
        <translation>其任务已取消</translation>
    </message>
    <message>
        <source>port %1 on %2 is in use: stop the program that has it, or choose another port</source>
        <translation>%2 的端口 %1 已被占用：请停止占用它的程序，或选择其他端口</translation>
    </message>
    <message>
        <source>%1 is not an address of this machine</source>
        <translation>%1 不是本机的地址</translation>
    </message>
    <message>
        <source>port %1 may not be used by this user: choose one above 1023</source>
        <translation>此用户不能使用端口 %1：请选择 1023 以上的端口</translation>
    </message>
    <message>
        <source>cannot listen on %1, port %2: %3</source>
        <translation>无法在 %1 的端口 %2 上监听：%3</translation>
    </message>
    <message>
        <source>A message needs some text</source>
        <translation>消息不能为空</translation>
    </message>
    <message>
        <source>A message has at most %1 characters; this one has %2</source>
        <translation>消息最多 %1 个字符；这条有 %2 个</translation>
    </message>
    <message>
        <source>The chat is full: %1 are connected</source>
        <translation>聊天室已满：已有 %1 人连接</translation>
    </message>
    <message>
        <source>You are in %1 rooms; leave one first</source>
        <translation>您已在 %1 个房间中；请先离开一个</translation>
    </message>
    <message>
        <source>There are %1 rooms, which is as many as there can be</source>
        <translation>已有 %1 个房间，达到上限</translation>
    </message>
    <message>
        <source>You are not in the room %1; join it first</source>
        <translation>您不在房间 %1 中；请先加入</translation>
    </message>
    <message>
        <source>A room name has 1 to %1 characters</source>
        <translation>房间名为 1 到 %1 个字符</translation>
    </message>
    <message>
        <source>A room name has letters, digits, &apos;_&apos;, &apos;-&apos; and &apos;.&apos; only, and does not begin with a dot</source>
        <translation>房间名只能含字母、数字、&apos;_&apos;、&apos;-&apos; 和 &apos;.&apos;，且不能以点开头</translation>
    </message>
</context>
<context>
    <name>Tickwell::TaskListModel</name>
    <message>
        <source>Waiting</source>
        <translation>等待中</translation>
    </message>
    <message>
        <source>Waiting: %1</source>
        <translation>等待中：%1</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>已取消</translation>
    </message>
    <message>
        <source>Describe what was sent along</source>
        <translation>统计所附的数据</translation>
    </message>
    <message>
        <source>Describe %1</source>
        <translation>统计 %1</translation>
    </message>
    <message>
        <source>Export %1</source>
        <translation>导出 %1</translation>
    </message>
    <message>
        <source>SHA-256 of a text</source>
        <translation>文本的 SHA-256</translation>
    </message>
    <message>
        <source>SHA-256 of %1</source>
        <translation>%1 的 SHA-256</translation>
    </message>
    <message>
        <source>Notify %1</source>
        <translation>通知 %1</translation>
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
    <message>
        <source>Alerts</source>
        <translation>提醒</translation>
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
        <source>Waiting for the feed&apos;s first prices</source>
        <translation>正在等待行情源的第一批价格</translation>
    </message>
    <message>
        <source>No symbols yet. Add one to see and record its prices.</source>
        <translation>还没有代码。添加一个即可查看并记录其价格。</translation>
    </message>
    <message>
        <source>Sort the watchlist</source>
        <translation>自选排序</translation>
    </message>
    <message>
        <source>falling</source>
        <translation>降序</translation>
    </message>
    <message>
        <source>rising</source>
        <translation>升序</translation>
    </message>
    <message>
        <source>My own order</source>
        <translation>自定义顺序</translation>
    </message>
    <message>
        <source>By symbol</source>
        <translation>按代码</translation>
    </message>
    <message>
        <source>By price</source>
        <translation>按价格</translation>
    </message>
    <message>
        <source>By change</source>
        <translation>按涨跌</translation>
    </message>
</context>
</TS>
