<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>sigverify</name>
    <message>
        <source>1 in {number}</source>
        <extracomment>verification/lines.py</extracomment>
        <translation>1/{number}</translation>
    </message>
    <message>
        <source>A person said: a forgery.</source>
        <extracomment>gui/words.py</extracomment>
        <translation>人工标注：伪造签名。</translation>
    </message>
    <message>
        <source>A person said: really genuine.</source>
        <extracomment>gui/words.py</extracomment>
        <translation>人工标注：确为真实签名。</translation>
    </message>
    <message>
        <source>A signature is taken for finished so long after the pen was lifted.</source>
        <extracomment>gui/panels/settings_place.py</extracomment>
        <translation>抬笔后停顿这么久，即视为签名完成。</translation>
    </message>
    <message>
        <source>A signature of {signer} was not finished on {moment} ({strokes}).</source>
        <extracomment>gui/window.py</extracomment>
        <translation>{signer} 有一个签名未写完：{moment}（{strokes}）。</translation>
    </message>
    <message>
        <source>A signature was not finished on {moment} ({strokes}).</source>
        <extracomment>gui/window.py</extracomment>
        <translation>有一个签名未写完：{moment}（{strokes}）。</translation>
    </message>
    <message>
        <source>Accepted</source>
        <extracomment>gui/words.py</extracomment>
        <translation>接受</translation>
    </message>
    <message>
        <source>Add a signer (Ctrl+N)</source>
        <extracomment>gui/panels/signer_list.py</extracomment>
        <translation>添加签名人（Ctrl+N）</translation>
    </message>
    <message>
        <source>All pages</source>
        <extracomment>gui/panels/help.py</extracomment>
        <translation>全部页面</translation>
    </message>
    <message>
        <source>As the desktop is</source>
        <extracomment>gui/panels/settings_place.py</extracomment>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>At most {share} {what}</source>
        <extracomment>gui/panels/settings_place.py</extracomment>
        <translation>{what}：至多 {share}</translation>
    </message>
    <message>
        <source>Back to the list of help pages</source>
        <extracomment>gui/panels/help.py</extracomment>
        <translation>返回帮助目录</translation>
    </message>
    <message>
        <source>Capture device</source>
        <extracomment>gui/panels/status_line.py</extracomment>
        <translation>采集设备</translation>
    </message>
    <message>
        <source>Capture quality</source>
        <extracomment>gui/panels/status_line.py</extracomment>
        <translation>采集质量</translation>
    </message>
    <message>
        <source>Clear</source>
        <extracomment>gui/panels/signing_pad.py</extracomment>
        <translation>清除</translation>
    </message>
    <message>
        <source>Close the signer&apos;s window ({key})</source>
        <extracomment>gui/panels/signer_window.py</extracomment>
        <translation>关闭签名人窗口（{key}）</translation>
    </message>
    <message>
        <source>Close the window and open it in the language that is chosen; ink on the pad is kept</source>
        <extracomment>gui/panels/settings_place.py</extracomment>
        <translation>关闭窗口，并以所选语言重新打开；签名区的笔迹会保留</translation>
    </message>
    <message>
        <source>Dark</source>
        <extracomment>gui/panels/settings_place.py</extracomment>
        <translation>深色</translation>
    </message>
    <message>
        <source>Decided by lines for {lines}.</source>
        <extracomment>gui/words.py</extracomment>
        <translation>判定阈值按以下要求选取：{lines}。</translation>
    </message>
    <message>
        <source>Decided by the model&apos;s own lines.</source>
        <extracomment>gui/words.py</extracomment>
        <translation>按模型自带的阈值判定。</translation>
    </message>
    <message>
        <source>Discard</source>
        <extracomment>gui/window.py</extracomment>
        <translation>丢弃</translation>
    </message>
    <message>
        <source>Done</source>
        <extracomment>gui/panels/signing_pad.py</extracomment>
        <translation>完成</translation>
    </message>
    <message>
        <source>Errors</source>
        <extracomment>gui/panels/settings_place.py</extracomment>
        <translation>错误率</translation>
    </message>
    <message>
        <source>Good capture</source>
        <extracomment>gui/panels/status_line.py</extracomment>
        <translation>采集良好</translation>
    </message>
    <message>
        <source>Hand that writes</source>
        <extracomment>gui/panels/settings_place.py</extracomment>
        <translation>书写的手</translation>
    </message>
    <message>
        <source>Help</source>
        <extracomment>gui/panels/help.py</extracomment>
        <translation>帮助</translation>
    </message>
    <message>
        <source>How strict decisions are. The fewer errors are allowed, the more signatures are referred.</source>
        <extracomment>gui/panels/settings_place.py</extracomment>
        <translation>判定的严格程度。允许的错误越少，转人工的签名越多。</translation>
    </message>
    <message>
        <source>Keep it</source>
        <extracomment>gui/window.py</extracomment>
        <translation>保留</translation>
    </message>
    <message>
        <source>Language</source>
        <extracomment>gui/panels/settings_place.py</extracomment>
        <translation>语言</translation>
    </message>
    <message>
        <source>Left: the window is mirrored</source>
        <extracomment>gui/panels/settings_place.py</extracomment>
        <translation>左手：窗口左右对调</translation>
    </message>
    <message>
        <source>Light</source>
        <extracomment>gui/panels/settings_place.py</extracomment>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Loading the model…</source>
        <extracomment>gui/panels/status_line.py</extracomment>
        <translation>正在加载模型…</translation>
    </message>
    <message>
        <source>Look</source>
        <extracomment>gui/panels/settings_place.py</extracomment>
        <translation>外观</translation>
    </message>
    <message>
        <source>Model in use</source>
        <extracomment>gui/panels/status_line.py</extracomment>
        <translation>当前模型</translation>
    </message>
    <message>
        <source>Model {name} · {sha256}</source>
        <extracomment>gui/window.py</extracomment>
        <translation>模型 {name} · {sha256}</translation>
    </message>
    <message>
        <source>Name of the new signer</source>
        <extracomment>gui/panels/signer_list.py</extracomment>
        <translation>新签名人的姓名</translation>
    </message>
    <message>
        <source>Name, then Enter</source>
        <extracomment>gui/panels/signer_list.py</extracomment>
        <translation>输入姓名后按回车</translation>
    </message>
    <message>
        <source>New signer</source>
        <extracomment>gui/panels/signer_list.py</extracomment>
        <translation>新签名人</translation>
    </message>
    <message>
        <source>No model</source>
        <extracomment>gui/window.py</extracomment>
        <translation>没有模型</translation>
    </message>
    <message>
        <source>No pen seen yet; a mouse works too</source>
        <extracomment>gui/panels/status_line.py</extracomment>
        <translation>尚未检测到笔；也可使用鼠标</translation>
    </message>
    <message>
        <source>No signer has that name.</source>
        <extracomment>gui/panels/signer_list.py</extracomment>
        <translation>没有此姓名的签名人。</translation>
    </message>
    <message>
        <source>Nobody has said yet what it was.</source>
        <extracomment>gui/words.py</extracomment>
        <translation>尚无人标注其真伪。</translation>
    </message>
    <message>
        <source>OK</source>
        <extracomment>gui/panels/signing_pad.py</extracomment>
        <translation>确定</translation>
    </message>
    <message>
        <source>Open the window again</source>
        <extracomment>gui/panels/settings_place.py</extracomment>
        <translation>重新打开窗口</translation>
    </message>
    <message>
        <source>Opening the store…</source>
        <extracomment>gui/panels/status_line.py, gui/window.py</extracomment>
        <translation>正在打开签名库…</translation>
    </message>
    <message>
        <source>Pause</source>
        <extracomment>gui/panels/settings_place.py</extracomment>
        <translation>停顿</translation>
    </message>
    <message>
        <source>Pause after the last stroke, in tenths of a second</source>
        <extracomment>gui/panels/settings_place.py</extracomment>
        <translation>末笔之后的停顿，单位为十分之一秒</translation>
    </message>
    <message>
        <source>Picture of the signer&apos;s pad</source>
        <extracomment>gui/panels/signer_window.py</extracomment>
        <translation>签名人签名区的画面</translation>
    </message>
    <message>
        <source>Places</source>
        <extracomment>gui/panels/rail.py</extracomment>
        <translation>功能区</translation>
    </message>
    <message>
        <source>Please sign</source>
        <extracomment>gui/panels/signer_window.py</extracomment>
        <translation>请签名</translation>
    </message>
    <message>
        <source>Please wait. There is nothing to sign at the moment.</source>
        <extracomment>gui/panels/signer_window.py</extracomment>
        <translation>请稍候，目前无需签名。</translation>
    </message>
    <message>
        <source>Poor capture</source>
        <extracomment>gui/panels/signing_pad.py</extracomment>
        <translation>采集不佳</translation>
    </message>
    <message>
        <source>Refer to a person</source>
        <extracomment>gui/words.py</extracomment>
        <translation>转人工</translation>
    </message>
    <message>
        <source>Rejected</source>
        <extracomment>gui/words.py</extracomment>
        <translation>拒绝</translation>
    </message>
    <message>
        <source>Right</source>
        <extracomment>gui/panels/settings_place.py</extracomment>
        <translation>右手</translation>
    </message>
    <message>
        <source>Search signers</source>
        <extracomment>gui/panels/signer_list.py</extracomment>
        <translation>搜索签名人</translation>
    </message>
    <message>
        <source>Search signers by name (Ctrl+F)</source>
        <extracomment>gui/panels/signer_list.py</extracomment>
        <translation>按姓名搜索签名人（Ctrl+F）</translation>
    </message>
    <message>
        <source>Search signers…</source>
        <extracomment>gui/panels/signer_list.py</extracomment>
        <translation>搜索签名人…</translation>
    </message>
    <message>
        <source>See Tablet for what to do.</source>
        <extracomment>gui/panels/signing_pad.py</extracomment>
        <translation>处理办法见“手写板”。</translation>
    </message>
    <message>
        <source>Settings</source>
        <extracomment>gui/panels/settings_place.py</extracomment>
        <translation>设置</translation>
    </message>
    <message>
        <source>Sign here again</source>
        <extracomment>gui/panels/signer_window.py</extracomment>
        <translation>改回此处签名</translation>
    </message>
    <message>
        <source>Signer&apos;s window</source>
        <extracomment>gui/panels/signing_pad.py</extracomment>
        <translation>签名人窗口</translation>
    </message>
    <message>
        <source>Signers</source>
        <extracomment>gui/panels/signer_list.py</extracomment>
        <translation>签名人</translation>
    </message>
    <message>
        <source>Signers will be listed here, each with a small picture of the signature.

Add the first one below.</source>
        <extracomment>gui/panels/signer_list.py</extracomment>
        <translation>签名人将列在这里，并附签名缩略图。

请在下方添加第一位。</translation>
    </message>
    <message>
        <source>Something went wrong inside the program ({kind}: {error}). Ink that was written is kept; try again, or start the program anew.</source>
        <extracomment>gui/workers/worker.py</extracomment>
        <translation>程序内部出错（{kind}: {error}）。已写的笔迹均已保留；请重试，或重新启动程序。</translation>
    </message>
    <message>
        <source>State of the store</source>
        <extracomment>gui/panels/status_line.py</extracomment>
        <translation>签名库状态</translation>
    </message>
    <message>
        <source>Take the ink away (Esc)</source>
        <extracomment>gui/panels/signing_pad.py</extracomment>
        <translation>清除笔迹（Esc）</translation>
    </message>
    <message>
        <source>Take this away</source>
        <extracomment>gui/panels/banner.py</extracomment>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Take this message away</source>
        <extracomment>gui/panels/banner.py</extracomment>
        <translation>关闭此消息</translation>
    </message>
    <message>
        <source>Template version {version}, replaced or revoked since.</source>
        <extracomment>gui/words.py</extracomment>
        <translation>模板第 {version} 版，此后已被替换或撤销。</translation>
    </message>
    <message>
        <source>Template version {version}, still in force.</source>
        <extracomment>gui/words.py</extracomment>
        <translation>模板第 {version} 版，仍然有效。</translation>
    </message>
    <message>
        <source>That is all that the calibration can carry.</source>
        <extracomment>gui/words.py</extracomment>
        <translation>校准数据只能支持到这一程度。</translation>
    </message>
    <message>
        <source>The language changes when sigverify is opened again.</source>
        <extracomment>gui/panels/settings_place.py</extracomment>
        <translation>重新打开 sigverify 后，语言生效。</translation>
    </message>
    <message>
        <source>The model in use keeps no lines for chosen rates: it was calibrated before they were kept. Its own lines are used, whatever is chosen here.</source>
        <extracomment>gui/words.py</extracomment>
        <translation>当前模型没有按错误率选取的阈值：它校准时尚未保存这些阈值。无论此处如何选择，都使用模型自带的阈值。</translation>
    </message>
    <message>
        <source>The model&apos;s own line for {what}</source>
        <extracomment>gui/panels/settings_place.py</extracomment>
        <translation>{what}：模型自带的阈值</translation>
    </message>
    <message>
        <source>The signature is finished (Enter)</source>
        <extracomment>gui/panels/signing_pad.py</extracomment>
        <translation>签名完成（回车）</translation>
    </message>
    <message>
        <source>The signature was discarded, and what was said of it went with it.</source>
        <extracomment>gui/words.py</extracomment>
        <translation>该签名已丢弃，其标注也一并删除。</translation>
    </message>
    <message>
        <source>The signer gets a window with the pad alone, on the second screen if there is one (Ctrl+Shift+S)</source>
        <extracomment>gui/panels/signing_pad.py</extracomment>
        <translation>为签名人打开只有签名区的窗口；有第二块屏幕时显示在那里（Ctrl+Shift+S）</translation>
    </message>
    <message>
        <source>The signer signs in a window of their own.</source>
        <extracomment>gui/panels/signer_window.py</extracomment>
        <translation>签名人正在单独的窗口中签名。</translation>
    </message>
    <message>
        <source>The store is not open</source>
        <extracomment>gui/window.py</extracomment>
        <translation>签名库未打开</translation>
    </message>
    <message>
        <source>The store is not open, so ink could not be kept.</source>
        <extracomment>gui/window.py</extracomment>
        <translation>签名库未打开，笔迹无法保存。</translation>
    </message>
    <message>
        <source>The store is not open.</source>
        <extracomment>gui/window.py</extracomment>
        <translation>签名库未打开。</translation>
    </message>
    <message>
        <source>The strictest that the model in use carries with {references}: {false_matches}, {false_non_matches}. Where more is asked for, that line is used, and the verdict says so.</source>
        <extracomment>gui/words.py</extracomment>
        <translation>当前模型在 {references}下能支持的最严要求：{false_matches}，{false_non_matches}。要求更严时仍用此阈值，并在结论中说明。</translation>
    </message>
    <message>
        <source>Try again</source>
        <extracomment>gui/window.py</extracomment>
        <translation>重试</translation>
    </message>
    <message>
        <source>Which references it was made of was not kept.</source>
        <extracomment>gui/words.py</extracomment>
        <translation>未保存它由哪些参考签名制成。</translation>
    </message>
    <message>
        <source>a few seconds left</source>
        <extracomment>gui/words.py</extracomment>
        <translation>还剩几秒</translation>
    </message>
    <message>
        <source>about {hours:.1f} h left</source>
        <extracomment>gui/words.py</extracomment>
        <translation>约剩 {hours:.1f} 小时</translation>
    </message>
    <message>
        <source>about {minutes} min left</source>
        <extracomment>gui/words.py</extracomment>
        <translation>约剩 {minutes} 分钟</translation>
    </message>
    <message>
        <source>about {seconds} s left</source>
        <extracomment>gui/words.py</extracomment>
        <translation>约剩 {seconds} 秒</translation>
    </message>
    <message>
        <source>at most {share} forgeries accepted</source>
        <extracomment>gui/words.py</extracomment>
        <translation>误接受伪造签名至多 {share}</translation>
    </message>
    <message>
        <source>at most {share} genuine signatures refused</source>
        <extracomment>gui/words.py</extracomment>
        <translation>误拒真实签名至多 {share}</translation>
    </message>
    <message>
        <source>d MMM yyyy, HH:mm</source>
        <extracomment>gui/words.py</extracomment>
        <translation>yyyy年M月d日 HH:mm</translation>
    </message>
    <message>
        <source>d MMMM yyyy, HH:mm</source>
        <extracomment>gui/words.py</extracomment>
        <translation>yyyy年M月d日 HH:mm</translation>
    </message>
    <message>
        <source>forgeries accepted</source>
        <extracomment>gui/panels/settings_place.py</extracomment>
        <translation>误接受伪造签名</translation>
    </message>
    <message>
        <source>forgery</source>
        <extracomment>gui/words.py</extracomment>
        <translation>伪造</translation>
    </message>
    <message>
        <source>genuine</source>
        <extracomment>gui/words.py</extracomment>
        <translation>真实</translation>
    </message>
    <message>
        <source>genuine signatures refused</source>
        <extracomment>gui/panels/settings_place.py</extracomment>
        <translation>误拒真实签名</translation>
    </message>
    <message>
        <source>just now</source>
        <extracomment>gui/words.py</extracomment>
        <translation>刚刚</translation>
    </message>
    <message>
        <source>none yet</source>
        <extracomment>gui/tables/signer_model.py</extracomment>
        <translation>尚无</translation>
    </message>
    <message>
        <source>not kept</source>
        <extracomment>gui/words.py</extracomment>
        <translation>未保存</translation>
    </message>
    <message>
        <source>only its own line for forgeries accepted</source>
        <extracomment>gui/words.py</extracomment>
        <translation>误接受伪造签名只有自带阈值</translation>
    </message>
    <message>
        <source>only its own line for genuine signatures refused</source>
        <extracomment>gui/words.py</extracomment>
        <translation>误拒真实签名只有自带阈值</translation>
    </message>
    <message>
        <source>{days} d</source>
        <extracomment>gui/words.py</extracomment>
        <translation>{days} 天</translation>
    </message>
    <message>
        <source>{device}: no pressure</source>
        <extracomment>gui/panels/status_line.py</extracomment>
        <translation>{device}：无压力</translation>
    </message>
    <message>
        <source>{done} of {wanted} references</source>
        <extracomment>gui/panels/progress_dots.py</extracomment>
        <translation>参考签名 {done}/{wanted}</translation>
    </message>
    <message>
        <source>{first} and {second}</source>
        <extracomment>gui/words.py</extracomment>
        <translation>{first}，{second}</translation>
    </message>
    <message>
        <source>{hours} h</source>
        <extracomment>gui/words.py</extracomment>
        <translation>{hours} 小时</translation>
    </message>
    <message>
        <source>{minutes} min</source>
        <extracomment>gui/words.py</extracomment>
        <translation>{minutes} 分钟</translation>
    </message>
    <message>
        <source>{months} mo</source>
        <extracomment>gui/words.py</extracomment>
        <translation>{months} 个月</translation>
    </message>
    <message numerus="yes">
        <source>{n} decisions</source>
        <extracomment>gui/panels/review.py</extracomment>
        <translation>
            <numerusform>{n} 次判定</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} genuine signatures</source>
        <extracomment>gui/panels/training_outcome.py</extracomment>
        <translation>
            <numerusform>{n} 个真实签名</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} labelled forgeries</source>
        <extracomment>gui/panels/training_outcome.py</extracomment>
        <translation>
            <numerusform>{n} 个已标注的伪造签名</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} more</source>
        <extracomment>gui/panels/collect.py, gui/panels/enrol.py</extracomment>
        <translation>
            <numerusform>另外 {n} 个</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} notes</source>
        <extracomment>gui/tables/decision_model.py</extracomment>
        <translation>
            <numerusform>{n} 条备注</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} references</source>
        <extracomment>gui/panels/comparison_figures.py, gui/panels/enrol.py, gui/tables/signer_model.py, gui/words.py</extracomment>
        <translation>
            <numerusform>{n} 个参考签名</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} refs</source>
        <extracomment>gui/tables/signer_model.py</extracomment>
        <translation>
            <numerusform>{n} 个参考</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} signatures</source>
        <extracomment>gui/panels/collected_signatures.py, gui/panels/corpus_transfer.py, gui/panels/training_outcome.py, gui/tables/collection_model.py</extracomment>
        <translation>
            <numerusform>{n} 个签名</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} signers</source>
        <extracomment>gui/panels/candidates.py, gui/panels/collect.py, gui/panels/training_outcome.py</extracomment>
        <translation>
            <numerusform>{n} 位签名人</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} strokes</source>
        <extracomment>gui/panels/capture_review.py, gui/window.py</extracomment>
        <translation>
            <numerusform>{n} 笔</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} synthetic signers</source>
        <extracomment>gui/panels/training_outcome.py</extracomment>
        <translation>
            <numerusform>{n} 位合成签名人</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} times</source>
        <extracomment>gui/tables/signature_model.py</extracomment>
        <translation>
            <numerusform>{n} 次</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} wait</source>
        <extracomment>gui/panels/waiting_signatures.py</extracomment>
        <translation>
            <numerusform>{n} 个等待</numerusform>
        </translation>
    </message>
    <message>
        <source>{seconds:.1f} s</source>
        <extracomment>gui/panels/settings_place.py</extracomment>
        <translation>{seconds:.1f} 秒</translation>
    </message>
    <message>
        <source>{weeks} w</source>
        <extracomment>gui/words.py</extracomment>
        <translation>{weeks} 周</translation>
    </message>
    <message>
        <source>{words}.</source>
        <comment>a sentence</comment>
        <extracomment>gui/words.py</extracomment>
        <translation>{words}。</translation>
    </message>
</context>
</TS>
