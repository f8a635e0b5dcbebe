<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US" sourcelanguage="en_US">
<context>
    <name>AreaChart</name>
    <message numerus="yes">
        <source>History of %1 over %n second(s)</source>
        <translation>
            <numerusform>History of %1 over %n second</numerusform>
            <numerusform>History of %1 over %n seconds</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CancelOrdersDialog</name>
    <message numerus="yes">
        <source>%n open order(s) of the paper account will be cancelled. What was filled stays.</source>
        <translation>
            <numerusform>%n open order of the paper account will be cancelled. What was filled stays.</numerusform>
            <numerusform>%n open orders of the paper account will be cancelled. What was filled stays.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Cancel %n order(s)</source>
        <translation>
            <numerusform>Cancel %n order</numerusform>
            <numerusform>Cancel %n orders</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ChatTile</name>
    <message numerus="yes">
        <source>%n online</source>
        <translation>
            <numerusform>%n online</numerusform>
            <numerusform>%n online</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n new</source>
        <translation>
            <numerusform>%n new</numerusform>
            <numerusform>%n new</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MachineTile</name>
    <message numerus="yes">
        <source>%n core(s)</source>
        <translation>
            <numerusform>%n core</numerusform>
            <numerusform>%n cores</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MeasureBox</name>
    <message numerus="yes">
        <source>%n bar(s), %1</source>
        <translation>
            <numerusform>%n bar, %1</numerusform>
            <numerusform>%n bars, %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>NavigationRail</name>
    <message numerus="yes">
        <source>%n background task(s)</source>
        <translation>
            <numerusform>%n background task</numerusform>
            <numerusform>%n background tasks</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>OrdersTile</name>
    <message numerus="yes">
        <source>%n today</source>
        <translation>
            <numerusform>%n today</numerusform>
            <numerusform>%n today</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Tickwell::DesktopNotifier</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Tickwell::NoticeModel</name>
    <message numerus="yes">
        <source>%n task(s) done</source>
        <translation>
            <numerusform>%n task is done</numerusform>
            <numerusform>%n tasks are done</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n task(s) failed</source>
        <translation>
            <numerusform>%n task failed</numerusform>
            <numerusform>%n tasks failed</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TopBar</name>
    <message numerus="yes">
        <source>%n client(s)</source>
        <translation>
            <numerusform>%n client</numerusform>
            <numerusform>%n clients</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>WatchlistTile</name>
    <message numerus="yes">
        <source>%n symbol(s)</source>
        <translation>
            <numerusform>%n symbol</numerusform>
            <numerusform>%n symbols</numerusform>
        </translation>
    </message>
</context>
</TS>
