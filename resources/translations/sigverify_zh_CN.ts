<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>sigverify</name>
    <message>
        <source>&apos;{folder}&apos; holds something already. Choose a new or an empty folder.</source>
        <extracomment>workflows/corpus_folder.py</extracomment>
        <translation>“{folder}”中已有内容。请选择新的或空的文件夹。</translation>
    </message>
    <message>
        <source>&apos;{folder}&apos; is no model: it has no readable {card}. Name a model&apos;s folder.</source>
        <extracomment>verification/model_files.py</extracomment>
        <translation>“{folder}”不是模型：其中没有可读的 {card}。请指定模型的文件夹。</translation>
    </message>
    <message>
        <source>&apos;{found}&apos; is only read. Choose one of {written}.</source>
        <extracomment>workflows/converting.py</extracomment>
        <translation>格式“{found}”只能读取。请从 {written} 中选择。</translation>
    </message>
    <message>
        <source>&apos;{key_file}&apos; cannot be read ({strerror}). Name the key that signs.</source>
        <extracomment>workflows/vouching.py</extracomment>
        <translation>无法读取“{key_file}”（{strerror}）。请指定用于签署的密钥。</translation>
    </message>
    <message>
        <source>&apos;{key_file}&apos; is a key of another kind. Make one by &apos;sigverify models key&apos;.</source>
        <extracomment>workflows/vouching.py</extracomment>
        <translation>“{key_file}”是另一类密钥。请用“sigverify models key”制作。</translation>
    </message>
    <message>
        <source>&apos;{key}&apos; is no number of a reasonable size: &apos;{text}&apos;.</source>
        <extracomment>ink/formats/inkml_document.py</extracomment>
        <translation>“{key}”不是大小合理的数值：“{text}”。</translation>
    </message>
    <message>
        <source>&apos;{known}&apos; exists already. Name a new file.</source>
        <extracomment>workflows/vouching.py</extracomment>
        <translation>“{known}”已存在。请指定新文件。</translation>
    </message>
    <message>
        <source>&apos;{lonely}&apos; has no genuine pair to learn from. Leave out signers with fewer than two signatures.</source>
        <extracomment>learning/sampler.py</extracomment>
        <translation>“{lonely}”没有可学习的真实签名对。请去掉签名少于两个的签名人。</translation>
    </message>
    <message>
        <source>&apos;{model}&apos; has no network that learns by a contrastive loss. Name a model of chopra-2005 or hadsell-2006.</source>
        <extracomment>workflows/energies.py</extracomment>
        <translation>“{model}”没有以对比损失学习的网络。请指定 chopra-2005 或 hadsell-2006 的模型。</translation>
    </message>
    <message>
        <source>&apos;{name}&apos; holds a store already. Name a new database.</source>
        <extracomment>storage/copying.py</extracomment>
        <translation>“{name}”中已有签名库。请指定新的数据库。</translation>
    </message>
    <message>
        <source>&apos;{name}&apos; is a backup of another store. Name the store that it belongs to by --store.</source>
        <extracomment>storage/restoring.py</extracomment>
        <translation>“{name}”是另一签名库的备份。请用 --store 指定它所属的签名库。</translation>
    </message>
    <message>
        <source>&apos;{name}&apos; is a database, but not a store of sigverify: it lacks the schema&apos;s version. Choose another file, or restore it from a copy.</source>
        <extracomment>storage/migrating.py</extracomment>
        <translation>“{name}”是数据库，但不是 sigverify 的签名库：缺少结构版本。请选择其他文件，或从备份恢复。</translation>
    </message>
    <message>
        <source>&apos;{name}&apos; is no quoted text: {text}</source>
        <extracomment>ink/formats/capture_facts.py</extracomment>
        <translation>“{name}”不是带引号的文本：{text}</translation>
    </message>
    <message>
        <source>&apos;{name}&apos; is not a number: &apos;{text}&apos;.</source>
        <extracomment>ink/formats/capture_facts.py</extracomment>
        <translation>“{name}”不是数值：“{text}”。</translation>
    </message>
    <message>
        <source>&apos;{name}&apos; is only read. Choose one of {join}.</source>
        <extracomment>ink/formats/__init__.py</extracomment>
        <translation>格式“{name}”只能读取。请从 {join} 中选择。</translation>
    </message>
    <message>
        <source>&apos;{name}&apos; must be an object.</source>
        <extracomment>ink/formats/json_lines.py</extracomment>
        <translation>“{name}”应为对象。</translation>
    </message>
    <message>
        <source>&apos;{name}&apos; must be one of {known}, found &apos;{text}&apos;.</source>
        <extracomment>ink/formats/capture_facts.py</extracomment>
        <translation>“{name}”应为 {known} 之一，得到“{text}”。</translation>
    </message>
    <message>
        <source>&apos;{name}&apos; must be true or false, found &apos;{text}&apos;.</source>
        <extracomment>ink/formats/capture_facts.py</extracomment>
        <translation>“{name}”应为 true 或 false，得到“{text}”。</translation>
    </message>
    <message>
        <source>&apos;{name}&apos; was given with a password, which others on this machine can read here. Leave it to ~/.pgpass, PGPASSWORD or a service file, or name the whole URL in {variable}.</source>
        <extracomment>storage/database.py</extracomment>
        <translation>“{name}”中写有密码，本机的其他人可以在此读到。请把密码放在 ~/.pgpass、PGPASSWORD 或服务文件中，或在 {variable} 中给出完整 URL。</translation>
    </message>
    <message>
        <source>&apos;{name}&apos; was made meanwhile. Name a new database.</source>
        <extracomment>storage/copying.py</extracomment>
        <translation>“{name}”在此期间已被创建。请指定新的数据库。</translation>
    </message>
    <message>
        <source>&apos;{network}&apos; cannot learn by the loss &apos;{name}&apos;. Choose from {known}.</source>
        <extracomment>workflows/train_plan.py</extracomment>
        <translation>“{network}”不能用损失“{name}”学习。请从以下选择：{known}。</translation>
    </message>
    <message>
        <source>&apos;{path}&apos; cannot be read ({strerror}). Mend its rights.</source>
        <extracomment>verification/model_signature.py</extracomment>
        <translation>无法读取“{path}”（{strerror}）。请修正其权限。</translation>
    </message>
    <message>
        <source>&apos;{path}&apos; cannot be written ({strerror}). Name another file.</source>
        <extracomment>workflows/vouching.py</extracomment>
        <translation>无法写入“{path}”（{strerror}）。请指定其他文件。</translation>
    </message>
    <message>
        <source>&apos;{path}&apos; is no public key. Take it out of the folder, or put the right one there.</source>
        <extracomment>workflows/vouching.py</extracomment>
        <translation>“{path}”不是公钥。请将其移出文件夹，或放入正确的公钥。</translation>
    </message>
    <message>
        <source>&apos;{path}&apos; is not text. Install or train the model again.</source>
        <extracomment>verification/model_files.py</extracomment>
        <translation>“{path}”不是文本。请重新安装或训练模型。</translation>
    </message>
    <message>
        <source>&apos;{path}&apos; is too large to be a model&apos;s card. Install or train the model again.</source>
        <extracomment>verification/model_files.py</extracomment>
        <translation>“{path}”过大，不可能是模型卡。请重新安装或训练模型。</translation>
    </message>
    <message>
        <source>&apos;{spec}&apos; names no corpus. Expected KIND:DIR with KIND one of {known}, for example svc2004:corpora/svc2004-task1, or synthetic:N for N invented signers.</source>
        <extracomment>corpora/folders.py</extracomment>
        <translation>“{spec}”不是数据集。应为 KIND:DIR，KIND 为 {known} 之一，例如 svc2004:corpora/svc2004-task1；或用 synthetic:N 表示 N 位虚构签名人。</translation>
    </message>
    <message>
        <source>&apos;{target}&apos; cannot be written: its folder does not exist. Make the folder first.</source>
        <extracomment>storage/store.py</extracomment>
        <translation>无法写入“{target}”：文件夹不存在。请先建立该文件夹。</translation>
    </message>
    <message>
        <source>&apos;{target}&apos; exists already. Name a new file.</source>
        <extracomment>storage/store.py</extracomment>
        <translation>“{target}”已存在。请换一个文件名。</translation>
    </message>
    <message>
        <source>&apos;{text}&apos; does not describe a synthetic corpus. Write the number of signers, and a seed if you like: synthetic:40 or synthetic:40@7.</source>
        <extracomment>corpora/synthetic.py</extracomment>
        <translation>“{text}”不是合成数据集的写法。请写签名人数，需要时加上种子：synthetic:40 或 synthetic:40@7。</translation>
    </message>
    <message>
        <source>&apos;{text}&apos; is no date and time.</source>
        <extracomment>ink/formats/inkml_document.py</extracomment>
        <translation>“{text}”不是日期和时间。</translation>
    </message>
    <message>
        <source>&apos;{text}&apos; is no value of a point.</source>
        <extracomment>ink/formats/inkml_trace.py</extracomment>
        <translation>“{text}”不是点的数值。</translation>
    </message>
    <message>
        <source>&apos;{url}&apos; holds a &apos;?&apos;, which the path of a store cannot hold. Name another place, or choose another data folder through {variable}.</source>
        <extracomment>storage/database.py</extracomment>
        <translation>“{url}”中含有“?”，库的路径不能含有它。请另指定位置，或通过 {variable} 选择另一个数据文件夹。</translation>
    </message>
    <message>
        <source>&apos;{url}&apos; names no file. A store needs one, for example sqlite:////home/me/signers.sqlite.</source>
        <extracomment>storage/database.py</extracomment>
        <translation>“{url}”没有指明文件。签名库需要文件，例如 sqlite:////home/me/signers.sqlite。</translation>
    </message>
    <message>
        <source>&apos;{where}&apos; is not a database, or its head is damaged. Choose another file, or restore it from a copy.</source>
        <extracomment>storage/faults.py</extracomment>
        <translation>“{where}”不是数据库，或其文件头已损坏。请选择其他文件，或从备份恢复。</translation>
    </message>
    <message>
        <source>&apos;{without_password}&apos; is not a database URL. Expected for example sqlite:////home/me/signers.sqlite or postgresql+psycopg://desk@server/signers.</source>
        <extracomment>storage/database.py</extracomment>
        <translation>“{without_password}”不是数据库 URL。应形如 sqlite:////home/me/signers.sqlite 或 postgresql+psycopg://desk@server/signers。</translation>
    </message>
    <message>
        <source>&apos;{words}&apos; names {found} signers: {candidates}. Give the id of the one you mean.</source>
        <extracomment>workflows/naming.py</extracomment>
        <translation>“{words}”对应 {found} 位签名人：{candidates}。请给出所指签名人的编号。</translation>
    </message>
    <message>
        <source>+ directed features</source>
        <extracomment>gui/panels/network_choice.py</extracomment>
        <translation>+ 有向特征</translation>
    </message>
    <message>
        <source>+ duration</source>
        <extracomment>gui/panels/network_choice.py</extracomment>
        <translation>+ 时长</translation>
    </message>
    <message>
        <source>+ global features</source>
        <extracomment>gui/panels/network_choice.py</extracomment>
        <translation>+ 全局特征</translation>
    </message>
    <message>
        <source>, </source>
        <comment>between parts</comment>
        <extracomment>gui/language.py</extracomment>
        <translation>，</translation>
    </message>
    <message>
        <source>1 in {number}</source>
        <extracomment>verification/lines.py</extracomment>
        <translation>1/{number}</translation>
    </message>
    <message>
        <source>1 of 2: lay a bank card on the pad, hold it down, and draw along one edge, from corner to corner.</source>
        <extracomment>gui/panels/card_measure.py</extracomment>
        <translation>第 1 步，共 2 步：把银行卡放在手写区按住，沿一条边从一角画到另一角。</translation>
    </message>
    <message>
        <source>100 frames a second, however long the signature is</source>
        <extracomment>networks/zagoruyko_2015.py</extracomment>
        <translation>无论签名多长，每秒 100 帧</translation>
    </message>
    <message>
        <source>116 frames for their 64 pixels: the pooling is by 4, not 2, and 256 × 1 is left of a stream, as in theirs</source>
        <extracomment>networks/zagoruyko_2015.py</extracomment>
        <translation>116 帧对应原文的 64 像素：池化步长为 4 而非 2，每路剩余 256 × 1，与原文一致</translation>
    </message>
    <message>
        <source>124 frames for their 64 pixels: the second pooling is by 4, not 2, and 256 × 2 is left, not 256 × 1 × 1</source>
        <extracomment>networks/zagoruyko_2015.py</extracomment>
        <translation>124 帧对应原文的 64 像素：第二次池化步长为 4 而非 2，剩余 256 × 2 而非 256 × 1 × 1</translation>
    </message>
    <message>
        <source>128 frames for their 64 pixels: both poolings are by 3, not 2, and 192 × 2 is left of a stream, not 2 × 2</source>
        <extracomment>networks/zagoruyko_2015.py</extracomment>
        <translation>128 帧对应原文的 64 像素：两次池化步长均为 3 而非 2，每路剩余 192 × 2 而非 2 × 2</translation>
    </message>
    <message>
        <source>2 of 2: leave the card where it is, and draw along an edge that meets the first.</source>
        <extracomment>gui/panels/card_measure.py</extracomment>
        <translation>第 2 步，共 2 步：卡片保持不动，沿与第一条边相接的另一条边画线。</translation>
    </message>
    <message>
        <source>26 channels, centre and whole, each conv 96 × 5, max 3, conv 96 × 3, max 3, conv 192 × 3, conv 192 × 3; 768 units, one output</source>
        <extracomment>networks/zagoruyko_2015.py</extracomment>
        <translation>26 通道，中心与整体各为：卷积 96 × 5，最大池化 3，卷积 96 × 3，最大池化 3，卷积 192 × 3，卷积 192 × 3；768 个单元，一个输出</translation>
    </message>
    <message>
        <source>26 channels, conv 96 × 7 step 3, max 2, conv 192 × 5, max 4, conv 256 × 3, 256 units, one output</source>
        <extracomment>networks/zagoruyko_2015.py</extracomment>
        <translation>26 通道，卷积 96 × 7 步长 3，最大池化 2，卷积 192 × 5，最大池化 4，卷积 256 × 3，256 个单元，一个输出</translation>
    </message>
    <message>
        <source>384 units decide in place of 512, which keeps the weights below 5 MB</source>
        <extracomment>networks/zagoruyko_2015.py</extracomment>
        <translation>由 384 个单元而非 512 个作出判断，使权重小于 5 MB</translation>
    </message>
    <message>
        <source>8 × 200, conv 6 × 192, average 6 × 64, conv 4 × 57, average 4 × 19</source>
        <extracomment>networks/bromley_1994.py</extracomment>
        <translation>8 × 200，卷积 6 × 192，平均 6 × 64，卷积 4 × 57，平均 4 × 19</translation>
    </message>
    <message>
        <source>; </source>
        <comment>between parts</comment>
        <extracomment>gui/language.py</extracomment>
        <translation>；</translation>
    </message>
    <message>
        <source>A batch needs at least one signer, genuine pair and impostor pair, found {found}.</source>
        <extracomment>learning/sampler.py</extracomment>
        <translation>一个批次至少需要一位签名人、一个真实签名对和一个冒充签名对，得到 {found}。</translation>
    </message>
    <message>
        <source>A capture needs a purpose, for example &apos;enrol&apos; or &apos;verify&apos;.</source>
        <extracomment>storage/journal.py</extracomment>
        <translation>采集需要用途，例如“enrol”或“verify”。</translation>
    </message>
    <message>
        <source>A card laid on the dashed outline should fit it. Does it?</source>
        <extracomment>gui/panels/card_measure.py</extracomment>
        <translation>把卡片放在虚线框上应正好吻合。是否吻合？</translation>
    </message>
    <message>
        <source>A card of 85.60 × 53.98 mm tells how many millimetres a pixel is on your tablet, across and down, which the system does not say. Sizes of signatures from different devices can then be compared.</source>
        <extracomment>gui/panels/card_measure.py</extracomment>
        <translation>用一张 85.60 × 53.98 毫米的卡片，可测出手写板上每个像素横向和纵向各为多少毫米；系统本身不提供这一信息。测得之后，不同设备上的签名大小即可比较。</translation>
    </message>
    <message>
        <source>A challenger learns from your labelled signatures and is compared with the model in use on signers that neither learnt from. It is offered only if it is no worse.</source>
        <extracomment>gui/panels/training_outcome.py</extracomment>
        <translation>候选模型从您标注的签名中学习，并与现用模型在两者都未学习过的签名人上比较。只有不差于现用模型时才会提供启用。</translation>
    </message>
    <message>
        <source>A challenger learns; the model in use stays as it is. Signing and verifying go on meanwhile.</source>
        <extracomment>gui/panels/training_outcome.py</extracomment>
        <translation>候选模型正在学习；现用模型保持不变。签名和核验可照常进行。</translation>
    </message>
    <message>
        <source>A comparator in the model&apos;s card is damaged. Install or train the model again.</source>
        <extracomment>verification/card.py</extracomment>
        <translation>模型卡中的一个比对器已损坏。请重新安装或训练模型。</translation>
    </message>
    <message>
        <source>A coordinate of {far:.0e} lies beyond any tablet. Mend the file, or sign once more.</source>
        <extracomment>ink/trajectory.py</extracomment>
        <translation>坐标 {far:.0e} 超出任何手写板的范围。请修正文件，或重新签名。</translation>
    </message>
    <message>
        <source>A coordinate of {far:.0e} lies beyond any tablet. Sign once more.</source>
        <extracomment>ink/quality.py</extracomment>
        <translation>坐标 {far:.0e} 超出任何手写板的范围。请重新签名。</translation>
    </message>
    <message>
        <source>A desk did not come up, or ended before its time. See what it printed.</source>
        <extracomment>workflows/desk_load.py</extracomment>
        <translation>一个工作台没有启动，或提前结束。请查看它的输出。</translation>
    </message>
    <message>
        <source>A device reads the pen at a positive rate, found {rate_hz}.</source>
        <extracomment>ink/degraded.py</extracomment>
        <translation>设备的采样率应为正数，得到 {rate_hz}。</translation>
    </message>
    <message>
        <source>A false match rate lies between 0 and 1, found {fmr}.</source>
        <extracomment>evaluation/error_rates.py</extracomment>
        <translation>误匹配率应在 0 到 1 之间，得到 {fmr}。</translation>
    </message>
    <message>
        <source>A field of {field} over {frames} frames in steps of {step}, then one frame of each {sub_sampling}, does not come out even. Change the frames or the fields.</source>
        <extracomment>networks/lecun_1998.py</extracomment>
        <translation>宽 {field} 的感受野以步长 {step} 扫过 {frames} 帧，再每 {sub_sampling} 帧取一帧，无法整除。请更改帧数或感受野。</translation>
    </message>
    <message>
        <source>A file of the format &apos;{format}&apos; holds one signature, there are {count}. Name a folder instead of a file, or a file of the format &apos;jsonl&apos;.</source>
        <extracomment>workflows/converting.py</extracomment>
        <translation>格式“{format}”的文件只存一个签名，现有 {count} 个。请指定文件夹而不是文件，或使用格式“jsonl”的文件。</translation>
    </message>
    <message>
        <source>A file of the model in &apos;{folder}&apos; cannot be read. Install or train it again.</source>
        <extracomment>verification/model_files.py</extracomment>
        <translation>“{folder}”中模型的一个文件无法读取。请重新安装或训练。</translation>
    </message>
    <message>
        <source>A file, or postgresql+psycopg://user@server/name</source>
        <extracomment>gui/panels/store_choice.py</extracomment>
        <translation>文件，或 postgresql+psycopg://user@server/name</translation>
    </message>
    <message>
        <source>A fixed number of frames must lie between 2 and {most_frames}, found {frames}.</source>
        <extracomment>ink/features.py</extracomment>
        <translation>固定帧数应在 2 到 {most_frames} 之间，得到 {frames}。</translation>
    </message>
    <message>
        <source>A forger&apos;s skill lies between 0 and 1, found {skill}.</source>
        <extracomment>ink/synthesis/distortions.py, ink/synthesis/forgeries.py</extracomment>
        <translation>摹仿者的熟练程度应在 0 到 1 之间，得到 {skill}。</translation>
    </message>
    <message>
        <source>A forgery cannot be a reference; keep it as collected.</source>
        <extracomment>storage/recordings.py</extracomment>
        <translation>摹仿签名不能作为参考签名；请保存为采集的签名。</translation>
    </message>
    <message>
        <source>A key to sign by needs a passphrase. Type one.</source>
        <extracomment>workflows/vouching.py</extracomment>
        <translation>用于签署的密钥需要口令。请输入。</translation>
    </message>
    <message>
        <source>A map needs a square table of distances, found {shape}.</source>
        <extracomment>evaluation/signature_map.py</extracomment>
        <translation>绘制分布图需要方形距离表，得到 {shape}。</translation>
    </message>
    <message>
        <source>A map needs distances that are finite and not below 0.</source>
        <extracomment>evaluation/signature_map.py</extracomment>
        <translation>绘制分布图所需的距离应为有限值且不小于 0。</translation>
    </message>
    <message>
        <source>A model needs a name and its SHA-256.</source>
        <extracomment>storage/models.py</extracomment>
        <translation>模型需要名称及其 SHA-256。</translation>
    </message>
    <message>
        <source>A network has layers, and either a number of frames or a pyramid, found {found}.</source>
        <extracomment>networks/zagoruyko_2015.py</extracomment>
        <translation>网络应有若干层，并且在固定帧数与金字塔之中取其一，得到 {found}。</translation>
    </message>
    <message>
        <source>A network to train</source>
        <extracomment>gui/panels/network_choice.py</extracomment>
        <translation>要训练的网络</translation>
    </message>
    <message>
        <source>A normal density needs one vector a signature, and this network gives several frames.</source>
        <extracomment>verification/scoring.py</extracomment>
        <translation>正态密度要求每个签名一个向量，而此网络给出多帧。</translation>
    </message>
    <message>
        <source>A number of the recording is over {largest_value:g} in this format&apos;s units. Choose a format that keeps everything, such as InkML.</source>
        <extracomment>ink/formats/svc2004.py</extracomment>
        <translation>记录中有一个数以此格式的单位计超过 {largest_value:g}。请选择能完整保留的格式，例如 InkML。</translation>
    </message>
    <message>
        <source>A passphrase needs at least {fewest} characters.</source>
        <extracomment>storage/unlocking.py</extracomment>
        <translation>口令至少需要 {fewest} 个字符。</translation>
    </message>
    <message>
        <source>A person rules {join}; found &apos;{ruling}&apos;.</source>
        <extracomment>storage/notes.py</extracomment>
        <translation>人工裁定只能是 {join}；得到“{ruling}”。</translation>
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
        <source>A person says: somebody else wrote it</source>
        <extracomment>gui/panels/waiting_signatures.py</extracomment>
        <translation>人工标注：由他人书写</translation>
    </message>
    <message>
        <source>A person says: somebody else wrote it (F)</source>
        <extracomment>gui/panels/collected_signatures.py</extracomment>
        <translation>人工标注：由他人书写（F）</translation>
    </message>
    <message>
        <source>A person says: the signer wrote it</source>
        <extracomment>gui/panels/waiting_signatures.py</extracomment>
        <translation>人工标注：由签名人本人书写</translation>
    </message>
    <message>
        <source>A person says: the signer wrote it (G)</source>
        <extracomment>gui/panels/collected_signatures.py</extracomment>
        <translation>人工标注：由签名人本人书写（G）</translation>
    </message>
    <message>
        <source>A plan begins and ends with the pen on the surface, found a stroke in the air there.</source>
        <extracomment>ink/synthesis/plan.py</extracomment>
        <translation>书写计划应以落笔开始和结束，却在首尾发现悬空的笔画。</translation>
    </message>
    <message>
        <source>A point comes {late} after its stamp</source>
        <extracomment>ink/device_verdict.py</extracomment>
        <translation>采样点晚于其时间戳到达：{late}</translation>
    </message>
    <message>
        <source>A point comes {late} later than the quickest one</source>
        <extracomment>ink/device_verdict.py</extracomment>
        <translation>采样点比最快的一个晚到：{late}</translation>
    </message>
    <message>
        <source>A point is painted {late} after its arrival</source>
        <extracomment>ink/device_verdict.py</extracomment>
        <translation>从采样点到达至显示：{late}</translation>
    </message>
    <message>
        <source>A questioned signature is laid beside a reference. Here will stand how they align, and where they part.</source>
        <extracomment>gui/panels/compare.py</extracomment>
        <translation>将待检签名与参考签名并排比对。这里将显示两者如何对齐、在何处不同。</translation>
    </message>
    <message>
        <source>A recall lies above 0 and is at most 1, found {recall}.</source>
        <extracomment>evaluation/error_rates.py</extracomment>
        <translation>召回率应大于 0 且不超过 1，得到 {recall}。</translation>
    </message>
    <message>
        <source>A recording has at most {largest_file_bytes:,}.</source>
        <extracomment>ink/formats/json_lines.py</extracomment>
        <translation>一个记录至多 {largest_file_bytes:,} 字节。</translation>
    </message>
    <message>
        <source>A recording&apos;s label is one of {join}; found &apos;{label}&apos;.</source>
        <extracomment>storage/recordings.py</extracomment>
        <translation>记录的标注应为 {join} 之一；得到“{label}”。</translation>
    </message>
    <message>
        <source>A recording&apos;s role is one of {join}; found &apos;{role}&apos;.</source>
        <extracomment>storage/recordings.py</extracomment>
        <translation>记录的用途应为 {join} 之一；得到“{role}”。</translation>
    </message>
    <message>
        <source>A recovery key has {groups} groups of {size} characters; found {letters} characters in all.</source>
        <extracomment>storage/recovery.py</extracomment>
        <translation>恢复密钥有 {groups} 组，每组 {size} 个字符；共找到 {letters} 个字符。</translation>
    </message>
    <message>
        <source>A retraining lasts for some steps or for some minutes, more than none. Name one of both.</source>
        <extracomment>workflows/retrain_plan.py</extracomment>
        <translation>重新训练应持续若干步或若干分钟，且大于零。请指定其一。</translation>
    </message>
    <message>
        <source>A retraining needs a step, 2 folds, 4 synthetic signers, and a margin between 0 and 1.</source>
        <extracomment>workflows/retrain_plan.py</extracomment>
        <translation>重新训练需要至少 1 步、2 折、4 位合成签名人，容差在 0 与 1 之间。</translation>
    </message>
    <message>
        <source>A scale must be a positive number of millimetres, found {value!r}. Measure it again.</source>
        <extracomment>ink/card_scale.py</extracomment>
        <translation>比例应为正的毫米数，得到 {value!r}。请重新测量。</translation>
    </message>
    <message>
        <source>A score compares two propositions; it does not say how probable either of them is, for that hangs on everything else that is known of the case.</source>
        <extracomment>gui/plots/decision_report.py</extracomment>
        <translation>得分比较的是两个命题，并不说明任一命题本身成立的概率；后者取决于案件的其他全部情况。</translation>
    </message>
    <message>
        <source>A seed is 0 or more, found {seed}.</source>
        <extracomment>corpora/synthetic.py</extracomment>
        <translation>种子应不小于 0，得到 {seed}。</translation>
    </message>
    <message>
        <source>A seed is a whole number from 0, found {seed}.</source>
        <extracomment>corpora/protocol.py, corpora/recaptured.py, corpora/split.py, workflows/retrain_plan.py</extracomment>
        <translation>种子应为从 0 起的整数，得到 {seed}。</translation>
    </message>
    <message>
        <source>A setting needs a name.</source>
        <extracomment>storage/settings.py</extracomment>
        <translation>设置项需要名称。</translation>
    </message>
    <message>
        <source>A signature is taken for finished so long after the pen was lifted.</source>
        <extracomment>gui/panels/settings_place.py</extracomment>
        <translation>抬笔后停顿这么久，即视为签名完成。</translation>
    </message>
    <message>
        <source>A signature of {signer} was not finished on {moment} ({strokes}).</source>
        <extracomment>gui/standing_questions.py</extracomment>
        <translation>{signer} 有一个签名未写完：{moment}（{strokes}）。</translation>
    </message>
    <message>
        <source>A signature was not finished on {moment} ({strokes}).</source>
        <extracomment>gui/standing_questions.py</extracomment>
        <translation>有一个签名未写完：{moment}（{strokes}）。</translation>
    </message>
    <message>
        <source>A signer or a signature that the training had learnt from was erased, and what it had learnt with it. Begin anew.</source>
        <extracomment>workflows/stopped_retraining.py</extracomment>
        <translation>训练所用的某位签名人或某个签名已被擦除，从中学到的内容也已一并移除。请重新开始。</translation>
    </message>
    <message>
        <source>A signer or a signature that the training had learnt from was erased, and what it had learnt with it. Start the command again to begin anew.</source>
        <extracomment>workflows/learning_from_stores.py</extracomment>
        <translation>训练所学的签名人或签名已被擦除，所学内容也随之擦除。请重新运行命令以重新开始。</translation>
    </message>
    <message>
        <source>A signer&apos;s value is not a finite number. Leave that signer out of both models.</source>
        <extracomment>evaluation/bootstrap.py</extracomment>
        <translation>某位签名人的数值不是有限值。请从两个模型中都去掉该签名人。</translation>
    </message>
    <message>
        <source>A store lies in a SQLite file or in a PostgreSQL database, not in one of &apos;{drivername}&apos;. Use a URL such as sqlite:////home/me/signers.sqlite or postgresql+psycopg://desk@server/signers.</source>
        <extracomment>storage/database.py</extracomment>
        <translation>签名库应为 SQLite 文件或 PostgreSQL 数据库，而不是“{drivername}”。请使用形如 sqlite:////home/me/signers.sqlite 或 postgresql+psycopg://desk@server/signers 的 URL。</translation>
    </message>
    <message>
        <source>A stored recording of the format &apos;{format}&apos; was expected, found {found!r}. If a newer sigverify wrote it, update this program.</source>
        <extracomment>ink/packing.py</extracomment>
        <translation>应为格式“{format}”的已存记录，得到 {found!r}。如果由更新的 sigverify 写入，请更新本程序。</translation>
    </message>
    <message>
        <source>A stroke goes on after a point in the air; a new stroke must take the next number.</source>
        <extracomment>ink/recording.py</extracomment>
        <translation>一个笔画在悬空点之后仍在继续；新的笔画应使用下一个序号。</translation>
    </message>
    <message>
        <source>A synthetic corpus has 1 to {most_signers} signers, {signers} were asked for.</source>
        <extracomment>corpora/synthetic.py</extracomment>
        <translation>合成数据集可有 1 到 {most_signers} 位签名人，要求的是 {signers} 位。</translation>
    </message>
    <message>
        <source>A template holds 1 to {most_references} references, found {references}.</source>
        <extracomment>verification/card.py</extracomment>
        <translation>模板含 1 至 {most_references} 个参考签名，实际为 {references} 个。</translation>
    </message>
    <message>
        <source>A training broke off at {share}: {training}.</source>
        <extracomment>gui/panels/training_plan.py</extracomment>
        <translation>一次训练在 {share} 处中断：{training}。</translation>
    </message>
    <message>
        <source>A training lasts for some steps or for some minutes, more than none. Name one of both.</source>
        <extracomment>workflows/train_plan.py</extracomment>
        <translation>训练按步数或分钟数进行，须大于零。请指定其中一项。</translation>
    </message>
    <message>
        <source>A training needs at least one step, one step between checks, and the patience for one.</source>
        <extracomment>learning/training_config.py</extracomment>
        <translation>训练至少需要一步，两次检查之间至少一步，且至少容忍一次检查没有改善。</translation>
    </message>
    <message>
        <source>A training was stopped at {share}: {training}.</source>
        <extracomment>gui/panels/training_plan.py</extracomment>
        <translation>一次训练停在 {share}：{training}。</translation>
    </message>
    <message>
        <source>A vector must have at least 1 number, found {embedding}.</source>
        <extracomment>networks/pooled_tdnn.py</extracomment>
        <translation>向量至少要有 1 个数，得到 {embedding}。</translation>
    </message>
    <message>
        <source>A {device}, not a pen</source>
        <extracomment>ink/device_verdict.py</extracomment>
        <translation>是{device}，不是笔</translation>
    </message>
    <message>
        <source>A {which} score is not a finite number. Leave out what could not be scored.</source>
        <extracomment>evaluation/error_rates.py</extracomment>
        <translation>有一个得分（{which}）不是有限值。请去掉无法评分的签名。</translation>
    </message>
    <message>
        <source>About</source>
        <extracomment>gui/panels/audit_entry.py, gui/tables/audit_model.py</extracomment>
        <translation>关于</translation>
    </message>
    <message>
        <source>About what is trained</source>
        <extracomment>gui/panels/network_choice.py</extracomment>
        <translation>关于训练内容</translation>
    </message>
    <message>
        <source>Accepted</source>
        <extracomment>gui/words.py</extracomment>
        <translation>接受</translation>
    </message>
    <message>
        <source>Accumulated</source>
        <extracomment>gui/panels/comparison_figures.py</extracomment>
        <translation>累计</translation>
    </message>
    <message>
        <source>Action</source>
        <extracomment>gui/panels/audit_filters.py, gui/tables/audit_model.py</extracomment>
        <translation>操作</translation>
    </message>
    <message>
        <source>AdamW learns in place of averaged SGD with rate 1.0 and momentum 0.9</source>
        <extracomment>networks/zagoruyko_2015.py</extracomment>
        <translation>以 AdamW 代替学习率 1.0、动量 0.9 的平均 SGD</translation>
    </message>
    <message>
        <source>Add</source>
        <extracomment>gui/panels/operators_card.py, gui/panels/signer_details.py</extracomment>
        <translation>添加</translation>
    </message>
    <message>
        <source>Add a signer (Ctrl+N)</source>
        <extracomment>gui/panels/enrol.py, gui/panels/signer_list.py</extracomment>
        <translation>添加签名人（Ctrl+N）</translation>
    </message>
    <message>
        <source>Add folder…</source>
        <extracomment>gui/panels/corpus_folders.py</extracomment>
        <translation>添加文件夹…</translation>
    </message>
    <message>
        <source>Add note</source>
        <extracomment>gui/panels/decision_notes.py</extracomment>
        <translation>添加备注</translation>
    </message>
    <message>
        <source>Add the operator</source>
        <extracomment>gui/panels/operators_card.py</extracomment>
        <translation>添加操作员</translation>
    </message>
    <message>
        <source>After a training both models stand here side by side, signer by signer.</source>
        <extracomment>gui/panels/training_result.py</extracomment>
        <translation>训练结束后，两个模型在此逐签名人并列显示。</translation>
    </message>
    <message>
        <source>After how long without a touch the store is locked</source>
        <extracomment>gui/panels/protection.py</extracomment>
        <translation>多久无操作后锁定签名库</translation>
    </message>
    <message>
        <source>After {minutes} without a touch</source>
        <extracomment>gui/panels/protection.py</extracomment>
        <translation>{minutes}无操作后</translation>
    </message>
    <message>
        <source>Again</source>
        <extracomment>gui/panels/card_measure.py</extracomment>
        <translation>再来一次</translation>
    </message>
    <message>
        <source>Against a random forgery</source>
        <extracomment>gui/panels/decided.py, gui/panels/verdict.py, gui/plots/decision_report.py</extracomment>
        <translation>相对随机伪造</translation>
    </message>
    <message>
        <source>Against a skilled forgery</source>
        <extracomment>gui/panels/decided.py, gui/panels/verdict.py, gui/plots/decision_report.py</extracomment>
        <translation>相对熟练摹仿</translation>
    </message>
    <message>
        <source>Against all references</source>
        <extracomment>gui/panels/comparison_figures.py</extracomment>
        <translation>与全部参考签名比对</translation>
    </message>
    <message>
        <source>Against someone else&apos;s own signature: {ratio}.</source>
        <extracomment>gui/panels/comparison_figures.py</extracomment>
        <translation>相对他人自己的签名：{ratio}。</translation>
    </message>
    <message>
        <source>Aligned curves (CSV)…</source>
        <extracomment>gui/panels/comparison_export.py</extracomment>
        <translation>对齐曲线（CSV）…</translation>
    </message>
    <message>
        <source>Aligned curves: x, y, speed and pressure over the time of the reference</source>
        <extracomment>gui/plots/aligned_curves.py</extracomment>
        <translation>对齐曲线：按参考签名的时间显示 x、y、速度和压力</translation>
    </message>
    <message>
        <source>All pages</source>
        <extracomment>gui/panels/help.py</extracomment>
        <translation>全部页面</translation>
    </message>
    <message>
        <source>All points bear one time</source>
        <extracomment>ink/device_verdict.py</extracomment>
        <translation>所有采样点的时间相同</translation>
    </message>
    <message>
        <source>All points lie on one spot. Sign once more.</source>
        <extracomment>ink/features.py, ink/quality.py</extracomment>
        <translation>所有采样点都在同一位置。请重新签名。</translation>
    </message>
    <message>
        <source>All signers</source>
        <extracomment>gui/panels/audit_filters.py, gui/panels/collect.py, gui/panels/review_filters.py, workflows/training.py</extracomment>
        <translation>全部签名人</translation>
    </message>
    <message>
        <source>All strokes were taken back. Sign anew, put them back (Ctrl+Shift+Z), or press Esc to begin from nothing.</source>
        <extracomment>gui/panels/verify.py</extracomment>
        <translation>所有笔画均已撤销。请重新签名，或恢复它们（Ctrl+Shift+Z），或按 Esc 从头开始。</translation>
    </message>
    <message>
        <source>All that were wanted are kept. Go on if you like, or begin another session on another day.</source>
        <extracomment>gui/panels/collect.py</extracomment>
        <translation>所需签名已全部保留。可以继续，也可改日另开一场。</translation>
    </message>
    <message>
        <source>Allow further attempts</source>
        <extracomment>gui/panels/attempts_notice.py</extracomment>
        <translation>允许继续尝试</translation>
    </message>
    <message>
        <source>Alternative</source>
        <extracomment>gui/plots/decision_report.py</extracomment>
        <translation>备择命题</translation>
    </message>
    <message>
        <source>Always ask</source>
        <extracomment>gui/panels/protection.py</extracomment>
        <translation>始终询问</translation>
    </message>
    <message>
        <source>An anonymous forger</source>
        <extracomment>gui/tables/signature_model.py</extracomment>
        <translation>匿名摹仿者</translation>
    </message>
    <message>
        <source>An end that was kept</source>
        <extracomment>gui/panels/audit_check.py</extracomment>
        <translation>已保存的链尾</translation>
    </message>
    <message>
        <source>An energy does not lie between 0 and the bound {bound:g}. Give the bound that the outputs cannot exceed.</source>
        <extracomment>evaluation/energy_conditions.py</extracomment>
        <translation>有一个能量不在 0 与上界 {bound:g} 之间。请给出输出不会超过的上界。</translation>
    </message>
    <message>
        <source>An error rate lies between 0 and 1, both excluded, found {rate:g}. Give another.</source>
        <extracomment>verification/lines.py</extracomment>
        <translation>错误率应在 0 与 1 之间（不含两端），得到 {rate:g}。请另给一个。</translation>
    </message>
    <message>
        <source>An interval over signers needs two signers or more, found {signers}. Test more signers.</source>
        <extracomment>evaluation/bootstrap.py</extracomment>
        <translation>签名人的区间需要至少两位签名人，得到 {signers} 位。请测试更多签名人。</translation>
    </message>
    <message>
        <source>An operator needs a name to sign in by, on one line.</source>
        <extracomment>storage/operators.py</extracomment>
        <translation>操作员需要一个登录名，占一行。</translation>
    </message>
    <message>
        <source>An override needs a reason: write it above, then press the button again.</source>
        <extracomment>gui/panels/decision_notes.py</extracomment>
        <translation>改判需要理由：请先在上方写明，再按此按钮。</translation>
    </message>
    <message>
        <source>An override needs a reason: write it.</source>
        <extracomment>storage/notes.py</extracomment>
        <translation>改判需要理由：请写明。</translation>
    </message>
    <message>
        <source>Anonymous forger</source>
        <extracomment>gui/panels/collect_plan.py</extracomment>
        <translation>匿名摹仿者</translation>
    </message>
    <message>
        <source>Another hand wrote it: may be learnt from</source>
        <extracomment>gui/panels/verdict.py</extracomment>
        <translation>由他人书写：可用于学习</translation>
    </message>
    <message>
        <source>Another model is in use since it was stopped. Begin anew.</source>
        <extracomment>workflows/stopped_retraining.py</extracomment>
        <translation>停止之后已换用其他模型。请重新开始。</translation>
    </message>
    <message>
        <source>Another person imitates the signer, who is shown to them</source>
        <extracomment>gui/panels/collect_plan.py</extracomment>
        <translation>由他人在看到签名的情况下摹仿</translation>
    </message>
    <message>
        <source>Another process of this training stopped, so that this one cannot go on. Its last checkpoint, if it keeps one, is whole: start again with the same command.</source>
        <extracomment>learning/processes.py</extracomment>
        <translation>本次训练的另一个进程已停止，此进程无法继续。若留有检查点，最后一个检查点是完整的：请用同一命令重新开始。</translation>
    </message>
    <message>
        <source>Another window trains with this data folder. Wait until its training has ended, or cancel it there, then come back.</source>
        <extracomment>workflows/stopped_retraining.py</extracomment>
        <translation>另一个窗口正在用此数据文件夹训练。请等待其训练结束或在该窗口中取消，然后再回到这里。</translation>
    </message>
    <message>
        <source>Any number of attempts</source>
        <extracomment>gui/panels/settings_place.py</extracomment>
        <translation>尝试次数不限</translation>
    </message>
    <message>
        <source>Any time</source>
        <extracomment>gui/panels/day_span.py</extracomment>
        <translation>任何时间</translation>
    </message>
    <message>
        <source>Arrival</source>
        <extracomment>ink/device_verdict.py</extracomment>
        <translation>到达</translation>
    </message>
    <message>
        <source>As text, for who looks after the tablet; no ink is in it</source>
        <extracomment>gui/panels/tablet.py</extracomment>
        <translation>以文本形式复制，供设备管理员查看；不含笔迹</translation>
    </message>
    <message>
        <source>As the desktop is</source>
        <extracomment>gui/panels/settings_place.py</extracomment>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>At least 2 folds are needed, so that every signer is held out once.</source>
        <extracomment>workflows/train_plan.py</extracomment>
        <translation>至少需要 2 折，使每位签名人都有一次不参与训练。</translation>
    </message>
    <message>
        <source>At least one draw is needed, {count} were asked for.</source>
        <extracomment>workflows/evaluating.py</extracomment>
        <translation>至少需要抽取一次，要求的是 {count} 次。</translation>
    </message>
    <message>
        <source>At least one number of references and one kind of ink are needed.</source>
        <extracomment>workflows/curves.py</extracomment>
        <translation>至少需要一种参考签名数量和一种笔迹。</translation>
    </message>
    <message>
        <source>At least one reference is needed, {references} were asked for.</source>
        <extracomment>corpora/protocol.py</extracomment>
        <translation>至少需要一个参考签名，要求的是 {references} 个。</translation>
    </message>
    <message>
        <source>At most {most_attempts} attempts in at most {most_minutes} minutes can be set, 0 for no limit; found {most} in {minutes}.</source>
        <extracomment>verification/attempts.py</extracomment>
        <translation>最多可设为 {most_minutes} 分钟内 {most_attempts} 次尝试，0 为不限；实际为 {minutes} 分钟内 {most} 次。</translation>
    </message>
    <message>
        <source>At most {share} {what}</source>
        <extracomment>gui/panels/setting_boxes.py</extracomment>
        <translation>{what}：至多 {share}</translation>
    </message>
    <message>
        <source>At most {share} {what} is stricter than the calibration can carry, with {trials} trials of held-out signers: its strictest line is {strictest}.</source>
        <extracomment>verification/calibration.py</extracomment>
        <translation>“{what}至多 {share}”比校准数据所能支持的更严（留出签名人的试验 {trials} 次）：其最严为 {strictest}。</translation>
    </message>
    <message>
        <source>At most {share} {what} is stricter than the calibration can carry, with {trials} trials of held-out signers: the model has its own line only.</source>
        <extracomment>verification/calibration.py</extracomment>
        <translation>“{what}至多 {share}”比校准数据所能支持的更严（留出签名人的试验 {trials} 次）：模型只有自带的阈值。</translation>
    </message>
    <message>
        <source>Attempt cleared</source>
        <extracomment>gui/audit_words.py</extracomment>
        <translation>尝试已清除</translation>
    </message>
    <message>
        <source>Attempts</source>
        <extracomment>gui/panels/settings_place.py</extracomment>
        <translation>尝试次数</translation>
    </message>
    <message>
        <source>Audit chain</source>
        <extracomment>gui/panels/review.py</extracomment>
        <translation>审计链</translation>
    </message>
    <message>
        <source>Back to the list of help pages</source>
        <extracomment>gui/panels/help.py</extracomment>
        <translation>返回帮助目录</translation>
    </message>
    <message>
        <source>Backup restored</source>
        <extracomment>gui/audit_words.py</extracomment>
        <translation>已还原备份</translation>
    </message>
    <message>
        <source>Backup written</source>
        <extracomment>gui/audit_words.py</extracomment>
        <translation>已写备份</translation>
    </message>
    <message>
        <source>Backups that were made before stay readable by what opened the store then.</source>
        <extracomment>gui/panels/protection.py</extracomment>
        <translation>以前的备份仍可用当时打开签名库的方式读取。</translation>
    </message>
    <message>
        <source>Backups that were made before still hold what is gone; delete them.</source>
        <extracomment>gui/words.py</extracomment>
        <translation>此前所做的备份仍含有已擦除的内容，请删除。</translation>
    </message>
    <message>
        <source>Base-10 logarithm of the likelihood ratio against a skilled forgery, as far as the calibration carries it</source>
        <extracomment>gui/tables/decision_model.py</extracomment>
        <translation>相对熟练摹仿的似然比的常用对数，以校准数据所能支持的范围为限</translation>
    </message>
    <message>
        <source>Begin anew</source>
        <extracomment>gui/panels/train.py</extracomment>
        <translation>重新开始</translation>
    </message>
    <message>
        <source>Begin another sitting</source>
        <extracomment>gui/panels/collect_plan.py</extracomment>
        <translation>另开一场采集</translation>
    </message>
    <message>
        <source>Begin the points with a row &apos;{known}&apos; and the channels that you have.</source>
        <extracomment>ink/formats/csv_ink.py</extracomment>
        <translation>请在各点之前写一行“{known}”，并写出其他已有的通道。</translation>
    </message>
    <message>
        <source>Being counted…</source>
        <extracomment>gui/panels/training_outcome.py</extracomment>
        <translation>正在统计…</translation>
    </message>
    <message>
        <source>Beside models without a network</source>
        <extracomment>gui/desk_models.py</extracomment>
        <translation>与不含网络的模型比较</translation>
    </message>
    <message>
        <source>Between 0 and 0.5 of the signers may be set apart, found {held_out_share:g}.</source>
        <extracomment>workflows/train_plan.py</extracomment>
        <translation>可预留的签名人比例在 0 到 0.5 之间，实际为 {held_out_share:g}。</translation>
    </message>
    <message>
        <source>Both are not the same. Type them again.</source>
        <extracomment>gui/panels/protection.py</extracomment>
        <translation>两次输入不一致。请重新输入。</translation>
    </message>
    <message>
        <source>Both as long; off, each as large as it is</source>
        <extracomment>gui/panels/compare.py</extracomment>
        <translation>使两者等长；关闭则各按原大小</translation>
    </message>
    <message>
        <source>Both inks</source>
        <extracomment>gui/plots/compared_inks.py</extracomment>
        <translation>两份笔迹</translation>
    </message>
    <message>
        <source>Both models are compared on {signers}.</source>
        <extracomment>gui/panels/training_split.py</extracomment>
        <translation>两个模型将在 {signers}上比较。</translation>
    </message>
    <message>
        <source>Both signatures must have the same number of frames and functions, found {frames} × {functions} and {other_frames} × {other_functions}. Make the features with its model&apos;s own settings.</source>
        <extracomment>networks/zagoruyko_2015.py</extracomment>
        <translation>两个签名的帧数和函数数必须相同，得到 {frames} × {functions} 和 {other_frames} × {other_functions}。请按模型自己的设置生成特征。</translation>
    </message>
    <message>
        <source>Bring back the previous model</source>
        <extracomment>gui/panels/training_outcome.py</extracomment>
        <translation>恢复上一个模型</translation>
    </message>
    <message>
        <source>Bring this model back</source>
        <extracomment>gui/panels/model_list.py</extracomment>
        <translation>恢复此模型</translation>
    </message>
    <message>
        <source>Bromley, Guyon, LeCun, Säckinger &amp; Shah 1994</source>
        <extracomment>networks/bromley_1994.py</extracomment>
        <translation>Bromley, Guyon, LeCun, Säckinger &amp; Shah 1994</translation>
    </message>
    <message>
        <source>Bursts</source>
        <extracomment>ink/device_verdict.py</extracomment>
        <translation>成批到达</translation>
    </message>
    <message>
        <source>By</source>
        <extracomment>gui/panels/audit_entry.py, gui/tables/audit_model.py</extracomment>
        <translation>操作者</translation>
    </message>
    <message>
        <source>By name</source>
        <extracomment>gui/panels/signer_list.py</extracomment>
        <translation>按姓名</translation>
    </message>
    <message>
        <source>By plain alignment, forgeries lie no farther away than genuine signatures: nothing was learnt. Check the labels, or leave directed features out.</source>
        <extracomment>learning/directed_metric.py</extracomment>
        <translation>就普通对齐而言，仿冒签名并不比真实签名更远：什么也没有学到。请检查标签，或不使用有向特征。</translation>
    </message>
    <message>
        <source>By session</source>
        <extracomment>gui/tables/collection_model.py</extracomment>
        <translation>按场次</translation>
    </message>
    <message>
        <source>By session: being looked up</source>
        <extracomment>gui/tables/collection_model.py</extracomment>
        <translation>按场次：正在查找</translation>
    </message>
    <message>
        <source>By what the networks learn; each has its own</source>
        <extracomment>gui/panels/network_choice.py</extracomment>
        <translation>网络依据什么学习；各有其默认项</translation>
    </message>
    <message>
        <source>CSV, one folder a signer</source>
        <extracomment>gui/panels/corpus_folders.py</extracomment>
        <translation>CSV，每位签名人一个文件夹</translation>
    </message>
    <message>
        <source>Calibrated across sessions with {corpora}.</source>
        <extracomment>gui/desk_models.py, gui/plots/report_model.py</extracomment>
        <translation>已跨场次校准，使用 {corpora}。</translation>
    </message>
    <message>
        <source>Calibrated for {counts} references, on {signatures}.</source>
        <extracomment>gui/desk_models.py</extracomment>
        <translation>针对 {counts} 个参考签名校准，使用 {signatures}。</translation>
    </message>
    <message>
        <source>Calibrated for {counts} references.</source>
        <extracomment>gui/desk_models.py</extracomment>
        <translation>针对 {counts} 个参考签名校准。</translation>
    </message>
    <message>
        <source>Calibration needs at least {fewest_trials} genuine and {fewest_trials} forged trials, found {genuine} and {forged}. Add signers or forgeries to the held-out part.</source>
        <extracomment>verification/calibration.py</extracomment>
        <translation>校准至少需要真实与伪造试验各 {fewest_trials} 次，现有 {genuine} 次和 {forged} 次。请在留出部分增加签名人或伪造签名。</translation>
    </message>
    <message>
        <source>Cancel</source>
        <extracomment>gui/panels/card_measure.py, gui/panels/corpus_transfer.py, gui/panels/protection.py, gui/panels/sample_offer.py, gui/panels/signer_details.py, gui/panels/training_controls.py, gui/panels/waiting_bar.py</extracomment>
        <translation>取消</translation>
    </message>
    <message>
        <source>Cancelled; nothing was changed</source>
        <extracomment>gui/panels/model_changing.py, gui/panels/train.py</extracomment>
        <translation>已取消；没有任何更改</translation>
    </message>
    <message>
        <source>Cannot be compared</source>
        <extracomment>gui/panels/capture_review.py, gui/panels/reference_notices.py</extracomment>
        <translation>无法比对</translation>
    </message>
    <message>
        <source>Cannot be told without time stamps</source>
        <extracomment>ink/device_verdict.py</extracomment>
        <translation>没有时间戳，无法判断</translation>
    </message>
    <message>
        <source>Cannot be told without times</source>
        <extracomment>ink/device_verdict.py</extracomment>
        <translation>没有时间，无法判断</translation>
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
        <source>Capture {capture_id} has no stroke {number}.</source>
        <extracomment>storage/journal.py</extracomment>
        <translation>采集 {capture_id} 没有第 {number} 笔。</translation>
    </message>
    <message>
        <source>Capture {capture_id} was begun for another signer than &apos;{signer_id}&apos;.</source>
        <extracomment>storage/journal.py</extracomment>
        <translation>采集 {capture_id} 是为其他签名人开始的，而非“{signer_id}”。</translation>
    </message>
    <message>
        <source>Capture {capture_id} was begun without a signer. Say whose signature it is.</source>
        <extracomment>storage/journal.py</extracomment>
        <translation>采集 {capture_id} 开始时未指定签名人。请指明是谁的签名。</translation>
    </message>
    <message>
        <source>Capture.evenly_sampled needs a rate_hz from {least:g} to {highest:g}, found {rate_hz!r}. Give the device&apos;s rate, or leave the fact out.</source>
        <extracomment>ink/recording.py</extracomment>
        <translation>Capture.evenly_sampled 需要 {least:g} 到 {highest:g} 之间的 rate_hz，得到 {rate_hz!r}。请给出设备的采样率，或不写此项。</translation>
    </message>
    <message>
        <source>Capture.mm_per_unit_y needs a mm_per_unit, which tells x. Give both, or leave both out.</source>
        <extracomment>ink/recording.py</extracomment>
        <translation>Capture.mm_per_unit_y 需要同时有表示 x 的 mm_per_unit。请两项都写，或都不写。</translation>
    </message>
    <message>
        <source>Capture.{name} must be a positive number or None, found {value!r}.</source>
        <extracomment>ink/recording.py</extracomment>
        <translation>Capture.{name} 应为正数或 None，得到 {value!r}。</translation>
    </message>
    <message>
        <source>Case reference</source>
        <extracomment>gui/plots/decision_report.py</extracomment>
        <translation>案件编号</translation>
    </message>
    <message>
        <source>Chain begun</source>
        <extracomment>gui/audit_words.py</extracomment>
        <translation>链开始</translation>
    </message>
    <message>
        <source>Challenger</source>
        <extracomment>gui/panels/training_outcome.py, gui/panels/training_result.py</extracomment>
        <translation>候选模型</translation>
    </message>
    <message>
        <source>Change</source>
        <extracomment>gui/panels/operators_card.py, gui/panels/protection.py</extracomment>
        <translation>更改</translation>
    </message>
    <message>
        <source>Change</source>
        <comment>of an error rate</comment>
        <extracomment>gui/panels/training_result.py</extracomment>
        <translation>变化</translation>
    </message>
    <message>
        <source>Change the name, the purpose or the profile&apos;s name</source>
        <extracomment>gui/panels/signer_details.py</extracomment>
        <translation>更改姓名、用途或签名式样的名称</translation>
    </message>
    <message>
        <source>Change the passphrase</source>
        <extracomment>gui/panels/protection.py</extracomment>
        <translation>更改口令</translation>
    </message>
    <message>
        <source>Change the password of {name}</source>
        <extracomment>gui/panels/operators_card.py</extracomment>
        <translation>更改 {name} 的密码</translation>
    </message>
    <message>
        <source>Change the signer&apos;s name or purpose</source>
        <extracomment>gui/panels/signer_details.py</extracomment>
        <translation>更改签名人的姓名或用途</translation>
    </message>
    <message>
        <source>Change, 95&#x202f;%</source>
        <extracomment>gui/panels/training_outcome.py</extracomment>
        <translation>变化，95&#x202f;%</translation>
    </message>
    <message>
        <source>Changed for pen signatures:</source>
        <extracomment>gui/panels/network_choice.py</extracomment>
        <translation>为签名所作的改动：</translation>
    </message>
    <message>
        <source>Changing the model</source>
        <extracomment>gui/panels/training_outcome.py</extracomment>
        <translation>正在更换模型</translation>
    </message>
    <message>
        <source>Channel &apos;stroke&apos; has shape {shape}, expected ({count},) as time has.</source>
        <extracomment>ink/recording.py</extracomment>
        <translation>通道“stroke”的形状为 {shape}，应与时间一样为 ({count},)。</translation>
    </message>
    <message>
        <source>Channel &apos;stroke&apos; must count 0, 1, 2 … in the order of writing, and be −1 in the air.</source>
        <extracomment>ink/recording.py</extracomment>
        <translation>通道“stroke”应按书写顺序计 0、1、2……，悬空时为 −1。</translation>
    </message>
    <message>
        <source>Channel &apos;stroke&apos; must count 0, 1, 2 … in whole numbers.</source>
        <extracomment>ink/recording.py</extracomment>
        <translation>通道“stroke”应以整数计 0、1、2……。</translation>
    </message>
    <message>
        <source>Channel &apos;{name}&apos; has shape {shape}, expected ({count},) as time has.</source>
        <extracomment>ink/recording.py</extracomment>
        <translation>通道“{name}”的形状为 {shape}，应与时间一样为 ({count},)。</translation>
    </message>
    <message>
        <source>Channel &apos;{name}&apos; holds a value that is not a number at point {bad} of {count}. Mend or remove that point.</source>
        <extracomment>ink/recording.py</extracomment>
        <translation>通道“{name}”在第 {bad} 点（共 {count} 点）的值不是数值。请修正或删除该点。</translation>
    </message>
    <message>
        <source>Channel &apos;{name}&apos; holds {values:g} at point {point}, farther than this format reaches. Choose a format that keeps everything, such as InkML.</source>
        <extracomment>ink/formats/uim_writing.py</extracomment>
        <translation>通道“{name}”在第 {point} 点为 {values:g}，超出此格式的范围。请选择能完整保留的格式，例如 InkML。</translation>
    </message>
    <message>
        <source>Channel {channel} of this format holds {least:g} to {highest:g}, and point {bad} has {steps:g}. Choose a format that keeps everything, such as InkML.</source>
        <extracomment>ink/formats/iso19794_7.py</extracomment>
        <translation>此格式的通道 {channel} 可存 {least:g} 到 {highest:g}，而第 {bad} 点为 {steps:g}。请选择能完整保留的格式，例如 InkML。</translation>
    </message>
    <message>
        <source>Check against an end that was kept…</source>
        <extracomment>gui/panels/audit_check.py</extracomment>
        <translation>与已保存的链尾核对…</translation>
    </message>
    <message>
        <source>Check that it is ink.</source>
        <extracomment>ink/formats/uim.py</extracomment>
        <translation>请检查它是否为笔迹。</translation>
    </message>
    <message>
        <source>Check that this is a recording as text.</source>
        <extracomment>ink/formats/plain_text.py</extracomment>
        <translation>请检查这是否为文本形式的记录。</translation>
    </message>
    <message>
        <source>Check that this is a recording.</source>
        <extracomment>ink/formats/json_lines.py</extracomment>
        <translation>请检查这是否为签名记录。</translation>
    </message>
    <message>
        <source>Check that this is ink.</source>
        <extracomment>ink/formats/inkml_document.py, ink/formats/uim.py, ink/formats/uim_container.py</extracomment>
        <translation>请检查这是否为笔迹。</translation>
    </message>
    <message>
        <source>Check that this is the right format.</source>
        <extracomment>ink/formats/plain_text.py</extracomment>
        <translation>请检查格式是否正确。</translation>
    </message>
    <message>
        <source>Check the chain</source>
        <extracomment>gui/panels/audit_check.py</extracomment>
        <translation>检查审计链</translation>
    </message>
    <message>
        <source>Choose a file with x and y for each point.</source>
        <extracomment>ink/formats/iso19794_7.py</extracomment>
        <translation>请选择每点都有 x 和 y 的文件。</translation>
    </message>
    <message>
        <source>Choose a file, or name a new one</source>
        <extracomment>gui/panels/store_choice.py</extracomment>
        <translation>选择文件，或为新文件命名</translation>
    </message>
    <message>
        <source>Choose a signature</source>
        <extracomment>gui/panels/signature_picker.py</extracomment>
        <translation>选择签名</translation>
    </message>
    <message>
        <source>Choose a signer in the list to note it.</source>
        <extracomment>gui/panels/retention_card.py</extracomment>
        <translation>请在列表中选择签名人以作记录。</translation>
    </message>
    <message>
        <source>Choose a signer in the list whose signature is to be verified.</source>
        <extracomment>gui/panels/verify.py</extracomment>
        <translation>请在列表中选择要核验其签名的签名人。</translation>
    </message>
    <message>
        <source>Choose a signer in the list, or add a new one. The references will be written here.</source>
        <extracomment>gui/panels/enrol.py</extracomment>
        <translation>请在列表中选择或添加签名人。参考签名将在此书写。</translation>
    </message>
    <message>
        <source>Choose a signer in the list, or drop a signature file here.</source>
        <extracomment>gui/panels/compare.py</extracomment>
        <translation>请在列表中选择签名人，或将签名文件拖到这里。</translation>
    </message>
    <message>
        <source>Choose a signer in the list, whose signatures are to be collected.</source>
        <extracomment>gui/panels/collect.py</extracomment>
        <translation>请在列表中选择要采集其签名的签名人。</translation>
    </message>
    <message>
        <source>Choose another file.</source>
        <extracomment>ink/formats/inkml.py, ink/formats/iso19794_7.py</extracomment>
        <translation>请选择其他文件。</translation>
    </message>
    <message>
        <source>Choose both signatures above, or drop a file on either side.</source>
        <extracomment>gui/panels/compare.py</extracomment>
        <translation>请在上方选定两个签名，或将文件拖到任一侧。</translation>
    </message>
    <message>
        <source>Choose in the list whose signatures the files hold, then import them.</source>
        <extracomment>gui/panels/collect.py</extracomment>
        <translation>请先在列表中选择文件中签名所属的签名人，再导入。</translation>
    </message>
    <message>
        <source>Choose one file: signatures are verified one by one.</source>
        <extracomment>gui/panels/signing_pad.py</extracomment>
        <translation>请选择一个文件：签名须逐个核验。</translation>
    </message>
    <message>
        <source>Chopra, Hadsell &amp; LeCun 2005</source>
        <extracomment>networks/chopra_2005.py</extracomment>
        <translation>Chopra, Hadsell &amp; LeCun 2005</translation>
    </message>
    <message>
        <source>Clear</source>
        <extracomment>gui/panels/signing_pad.py, gui/panels/tablet.py</extracomment>
        <translation>清除</translation>
    </message>
    <message>
        <source>Click opens the signatures; with Ctrl or Shift several signers are chosen, to export</source>
        <extracomment>gui/panels/collection_table.py</extracomment>
        <translation>单击查看签名；按住 Ctrl 或 Shift 可选多位签名人以便导出</translation>
    </message>
    <message>
        <source>Cllr, random</source>
        <extracomment>gui/plots/report_model.py</extracomment>
        <translation>Cllr，随机</translation>
    </message>
    <message>
        <source>Cllr, skilled</source>
        <extracomment>gui/plots/report_model.py</extracomment>
        <translation>Cllr，摹仿</translation>
    </message>
    <message>
        <source>Clock set back</source>
        <extracomment>gui/audit_words.py</extracomment>
        <translation>时钟被调回</translation>
    </message>
    <message>
        <source>Close enough as a whole; {word} departs most: {times:.1f} times what the references differ by.</source>
        <extracomment>verification/decision.py</extracomment>
        <translation>总体足够接近；{word}偏差最大：为参考签名间差异的 {times:.1f} 倍。</translation>
    </message>
    <message>
        <source>Close enough to be accepted, were it not for the capture. {held_back}</source>
        <extracomment>verification/decision.py</extracomment>
        <translation>若非采集条件所限，足以接受。{held_back}</translation>
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
        <source>Close this decision</source>
        <extracomment>gui/panels/decided.py</extracomment>
        <translation>关闭此判定</translation>
    </message>
    <message>
        <source>Close this decision (Esc)</source>
        <extracomment>gui/panels/decided.py</extracomment>
        <translation>关闭此判定（Esc）</translation>
    </message>
    <message>
        <source>Close this entry</source>
        <extracomment>gui/panels/audit_entry.py</extracomment>
        <translation>关闭此条目</translation>
    </message>
    <message>
        <source>Close this entry (Esc)</source>
        <extracomment>gui/panels/audit_entry.py</extracomment>
        <translation>关闭此条目（Esc）</translation>
    </message>
    <message>
        <source>Close this notice</source>
        <extracomment>gui/panels/corpus_transfer.py</extracomment>
        <translation>关闭此通知</translation>
    </message>
    <message>
        <source>Close what keeps the computer busy, use the maker&apos;s driver, and plug the tablet in without a hub.</source>
        <extracomment>ink/device_verdict.py</extracomment>
        <translation>请关闭占用计算机的程序，使用厂商驱动，并将手写板直接插入计算机而不经集线器。</translation>
    </message>
    <message>
        <source>Close what keeps the computer busy; a wireless tablet may be too far away.</source>
        <extracomment>ink/device_verdict.py</extracomment>
        <translation>请关闭占用计算机的程序；无线手写板可能离得太远。</translation>
    </message>
    <message>
        <source>Close what keeps the computer busy; an X11 session shows whether the desktop drops them.</source>
        <extracomment>ink/device_verdict.py</extracomment>
        <translation>请关闭占用计算机的程序；改用 X11 会话可看出是否由桌面丢失。</translation>
    </message>
    <message>
        <source>Close what the check found</source>
        <extracomment>gui/panels/audit_check.py</extracomment>
        <translation>关闭检查结果</translation>
    </message>
    <message>
        <source>Collect</source>
        <extracomment>gui/panels/collect.py, gui/panels/rail.py</extracomment>
        <translation>采集</translation>
    </message>
    <message>
        <source>Collect signatures</source>
        <extracomment>gui/panels/collect_plan.py</extracomment>
        <translation>采集签名</translation>
    </message>
    <message>
        <source>Collect: {kind}</source>
        <extracomment>gui/panels/collect_plan.py</extracomment>
        <translation>采集：{kind}</translation>
    </message>
    <message>
        <source>Collected</source>
        <extracomment>gui/panels/signature_picker.py</extracomment>
        <translation>已采集</translation>
    </message>
    <message>
        <source>Collected signatures of which nobody has said what they are</source>
        <extracomment>gui/tables/collection_model.py</extracomment>
        <translation>已采集但尚无人标注的签名</translation>
    </message>
    <message>
        <source>Colour the ink</source>
        <extracomment>gui/panels/departure_ink.py</extracomment>
        <translation>笔迹着色</translation>
    </message>
    <message>
        <source>Combined distance</source>
        <extracomment>gui/plots/decision_report.py</extracomment>
        <translation>综合距离</translation>
    </message>
    <message>
        <source>Combined distance {distance:.2f}, decision line {decision_distance:.2f}.</source>
        <extracomment>gui/panels/decided.py</extracomment>
        <translation>综合距离 {distance:.2f}，判定阈值 {decision_distance:.2f}。</translation>
    </message>
    <message>
        <source>Combined distance {distance:.2f}, decision line {decision_distance:.2f}. Model {model}, {model_sha256}.</source>
        <extracomment>gui/panels/verdict.py</extracomment>
        <translation>综合距离 {distance:.2f}，判定阈值 {decision_distance:.2f}。模型 {model}，{model_sha256}。</translation>
    </message>
    <message>
        <source>Compare</source>
        <extracomment>gui/panels/compare.py, gui/panels/decided.py, gui/panels/rail.py</extracomment>
        <translation>比对</translation>
    </message>
    <message>
        <source>Compare only</source>
        <extracomment>gui/panels/training_signers.py</extracomment>
        <translation>仅比较</translation>
    </message>
    <message>
        <source>Compare two signatures</source>
        <extracomment>gui/panels/compare.py</extracomment>
        <translation>比对两个签名</translation>
    </message>
    <message>
        <source>Compare with all signers, not with one (Ctrl+I)</source>
        <extracomment>gui/panels/verdict.py</extracomment>
        <translation>与全部签名人比对，而非一位（Ctrl+I）</translation>
    </message>
    <message>
        <source>Compared</source>
        <extracomment>gui/tables/training_signers.py</extracomment>
        <translation>参与比较</translation>
    </message>
    <message>
        <source>Compared with {signers}. The more there are, the likelier somebody is close by chance: a rank is no verdict. Verify the signature against the signer whom it is claimed to be of.</source>
        <extracomment>gui/panels/candidates.py</extracomment>
        <translation>已与 {signers}比对。人数越多，越可能有人偶然接近：名次不是结论。请对照所称的签名人核验此签名。</translation>
    </message>
    <message>
        <source>Compares by</source>
        <extracomment>gui/plots/report_model.py</extracomment>
        <translation>比较依据</translation>
    </message>
    <message>
        <source>Comparing it with the others…</source>
        <extracomment>gui/panels/enrol.py</extracomment>
        <translation>正在与其他参考签名比对…</translation>
    </message>
    <message>
        <source>Comparing with all signers…</source>
        <extracomment>gui/panels/verify.py</extracomment>
        <translation>正在与全部签名人比对…</translation>
    </message>
    <message>
        <source>Comparing with the references…</source>
        <extracomment>gui/panels/verify.py</extracomment>
        <translation>正在与参考签名比对…</translation>
    </message>
    <message>
        <source>Comparing…</source>
        <extracomment>gui/panels/compare.py</extracomment>
        <translation>正在比对…</translation>
    </message>
    <message>
        <source>Comparison of two signatures</source>
        <extracomment>gui/panels/comparison_export.py</extracomment>
        <translation>两个签名的比对</translation>
    </message>
    <message>
        <source>Coordinates</source>
        <extracomment>ink/device_verdict.py</extracomment>
        <translation>坐标</translation>
    </message>
    <message>
        <source>Copied</source>
        <extracomment>gui/panels/tablet.py</extracomment>
        <translation>已复制</translation>
    </message>
    <message>
        <source>Copy</source>
        <extracomment>gui/panels/protection.py</extracomment>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copy it again.</source>
        <extracomment>ink/formats/iso19794_7.py, ink/formats/plain_text.py, ink/formats/uim.py, ink/formats/uim_container.py</extracomment>
        <translation>请重新复制。</translation>
    </message>
    <message>
        <source>Copy it, to print it; empty the clipboard after</source>
        <extracomment>gui/panels/protection.py</extracomment>
        <translation>复制以便打印；之后请清空剪贴板</translation>
    </message>
    <message>
        <source>Copy refused</source>
        <extracomment>gui/audit_words.py</extracomment>
        <translation>拒绝副本</translation>
    </message>
    <message>
        <source>Copy the file again.</source>
        <extracomment>ink/formats/json_lines.py</extracomment>
        <translation>请重新复制该文件。</translation>
    </message>
    <message>
        <source>Copy the report</source>
        <extracomment>gui/panels/tablet.py</extracomment>
        <translation>复制报告</translation>
    </message>
    <message>
        <source>Corpus &apos;{corpus}&apos; does not tell sessions apart, so references cannot come from the first session alone. Use the draw &apos;any&apos;.</source>
        <extracomment>corpora/protocol.py</extracomment>
        <translation>数据集“{corpus}”不区分场次，因此无法只从第一场次抽取参考签名。请使用抽取方式“any”。</translation>
    </message>
    <message>
        <source>Corpus &apos;{corpus}&apos; has genuine signatures of {count} signer(s); random forgeries need another signer. Use a corpus of two signers or more.</source>
        <extracomment>corpora/protocol.py</extracomment>
        <translation>数据集“{corpus}”中只有 {count} 位签名人有真实签名；随机伪造需要另一位签名人。请使用至少有两位签名人的数据集。</translation>
    </message>
    <message>
        <source>Corpus &apos;{corpus}&apos; is {ink} already. Begin with the ink as recorded.</source>
        <extracomment>corpora/recaptured.py</extracomment>
        <translation>数据集“{corpus}”的笔迹已经是 {ink}。请从原始笔迹开始。</translation>
    </message>
    <message>
        <source>Cosine targets must lie within ±1, that of impostors below that of genuine pairs, found {impostor:g} and {genuine:g}.</source>
        <extracomment>networks/losses.py</extracomment>
        <translation>余弦目标应在 ±1 之内，且冒充签名对的目标低于真实签名对，得到 {impostor:g} 和 {genuine:g}。</translation>
    </message>
    <message>
        <source>Costs shown in the matrix</source>
        <extracomment>gui/panels/comparison_figures.py</extracomment>
        <translation>矩阵中显示的代价</translation>
    </message>
    <message>
        <source>Curves</source>
        <extracomment>gui/panels/training_pages.py</extracomment>
        <translation>曲线</translation>
    </message>
    <message>
        <source>Cuturi &amp; Blondel 2017, equations 1 and 2; Jiang et al. 2022 (DsDTW) for γ = 5 and the margin of 1</source>
        <extracomment>networks/soft_alignment.py</extracomment>
        <translation>Cuturi &amp; Blondel 2017，式 1 和 2；Jiang et al. 2022（DsDTW）中的 γ = 5 与间隔 1</translation>
    </message>
    <message>
        <source>DTW distance</source>
        <extracomment>gui/panels/comparison_figures.py</extracomment>
        <translation>DTW 距离</translation>
    </message>
    <message>
        <source>Dark</source>
        <extracomment>gui/panels/settings_place.py</extracomment>
        <translation>深色</translation>
    </message>
    <message>
        <source>Day from which they are due to be erased</source>
        <extracomment>gui/panels/retention_card.py</extracomment>
        <translation>应擦除的起始日期</translation>
    </message>
    <message>
        <source>Days</source>
        <extracomment>gui/panels/day_span.py</extracomment>
        <translation>日期</translation>
    </message>
    <message>
        <source>Decide otherwise; what is written above is the reason</source>
        <extracomment>gui/panels/decision_notes.py</extracomment>
        <translation>作出不同决定；以上方所写为理由</translation>
    </message>
    <message>
        <source>Decided</source>
        <extracomment>gui/plots/decision_report.py, gui/tables/decision_model.py</extracomment>
        <translation>判定时间</translation>
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
        <source>Decision made</source>
        <extracomment>gui/audit_words.py</extracomment>
        <translation>作出判定</translation>
    </message>
    <message>
        <source>Decision overridden</source>
        <extracomment>gui/audit_words.py</extracomment>
        <translation>判定被改判</translation>
    </message>
    <message>
        <source>Decision {decision_id} about a signature</source>
        <extracomment>gui/plots/decision_report.py</extracomment>
        <translation>签名判定 {decision_id}</translation>
    </message>
    <message>
        <source>Decision {decision_id} about {name} · {moment}</source>
        <extracomment>gui/panels/decided.py</extracomment>
        <translation>判定 {decision_id} · {name} · {moment}</translation>
    </message>
    <message>
        <source>Decisions</source>
        <extracomment>gui/audit_words.py, gui/panels/review.py, gui/tables/decision_table.py</extracomment>
        <translation>判定记录</translation>
    </message>
    <message>
        <source>Decisions about this signer only</source>
        <extracomment>gui/panels/review_filters.py</extracomment>
        <translation>仅显示此签名人的判定</translation>
    </message>
    <message>
        <source>Decisions of these days only</source>
        <extracomment>gui/panels/review_filters.py</extracomment>
        <translation>仅显示这些日期的判定</translation>
    </message>
    <message>
        <source>Decisions that hold all these words, or have this number</source>
        <extracomment>gui/panels/review_filters.py</extracomment>
        <translation>含有全部这些词语或为此编号的判定</translation>
    </message>
    <message>
        <source>Decisions with this outcome only</source>
        <extracomment>gui/panels/review_filters.py</extracomment>
        <translation>仅显示此结论的判定</translation>
    </message>
    <message>
        <source>Departure</source>
        <extracomment>gui/panels/compare.py, gui/plots/departure_scale.py</extracomment>
        <translation>偏差</translation>
    </message>
    <message>
        <source>Departures</source>
        <extracomment>gui/panels/decided.py, gui/plots/decision_report.py</extracomment>
        <translation>各方面偏差</translation>
    </message>
    <message>
        <source>Departures and aligned curves show where two signatures part. One person&apos;s signatures differ, and a practised imitation may lie closer.</source>
        <extracomment>gui/plots/decision_report.py</extracomment>
        <translation>偏差与对齐曲线显示两个签名的不同之处。同一人的签名之间也有差异，熟练的摹仿可能更接近。</translation>
    </message>
    <message>
        <source>Departures in times of the {measure}: {departures}</source>
        <extracomment>gui/plots/bars.py</extracomment>
        <translation>偏差（以{measure}的倍数计）：{departures}</translation>
    </message>
    <message>
        <source>Departures of this pair</source>
        <extracomment>gui/panels/comparison_figures.py</extracomment>
        <translation>这一对签名的偏差</translation>
    </message>
    <message>
        <source>Departures of this pair, in times of {measure}: {told}.</source>
        <extracomment>gui/panels/comparison_export.py</extracomment>
        <translation>这一对签名的偏差，以{measure}的倍数计：{told}。</translation>
    </message>
    <message>
        <source>Departures: {not_kept}.</source>
        <extracomment>gui/panels/decided.py</extracomment>
        <translation>偏差：{not_kept}。</translation>
    </message>
    <message>
        <source>Details</source>
        <extracomment>gui/tables/audit_model.py</extracomment>
        <translation>详情</translation>
    </message>
    <message>
        <source>Device</source>
        <extracomment>gui/plots/report_items.py</extracomment>
        <translation>设备</translation>
    </message>
    <message>
        <source>Directed features need signers with two genuine signatures and a forgery. Add signers.</source>
        <extracomment>learning/directed_metric.py</extracomment>
        <translation>有向特征需要至少有两个真实签名和一个仿冒签名的签名人。请添加签名人。</translation>
    </message>
    <message>
        <source>Discard</source>
        <extracomment>gui/demo.py, gui/demo_questions.py, gui/panels/candidates.py, gui/panels/capture_review.py, gui/panels/collected_signatures.py, gui/panels/verdict.py, gui/standing_questions.py</extracomment>
        <translation>丢弃</translation>
    </message>
    <message>
        <source>Discard these forgeries too</source>
        <extracomment>gui/panels/forged_too.py</extracomment>
        <translation>同时丢弃这些摹仿签名</translation>
    </message>
    <message>
        <source>Distance to each of the other references; the dashed line is the limit</source>
        <extracomment>gui/panels/reference_cards.py</extracomment>
        <translation>与其他各参考签名的距离；虚线为界限</translation>
    </message>
    <message>
        <source>Distance to each reference</source>
        <extracomment>gui/panels/decided.py, gui/panels/verdict.py</extracomment>
        <translation>与各参考签名的距离</translation>
    </message>
    <message>
        <source>Distance to the references while the pen moves</source>
        <extracomment>gui/plots/live_plot.py</extracomment>
        <translation>书写时与参考签名的距离</translation>
    </message>
    <message>
        <source>Distances come with the first steps: of two genuine signatures, and of one and a forgery.</source>
        <extracomment>gui/plots/training_plots.py</extracomment>
        <translation>距离在最初几步之后显示：两个真实签名之间，以及真实签名与伪造签名之间。</translation>
    </message>
    <message>
        <source>Distances of genuine and impostor pairs</source>
        <extracomment>gui/plots/training_plots.py</extracomment>
        <translation>真实对与冒充对的距离</translation>
    </message>
    <message>
        <source>Distances to the other references: {shown}</source>
        <extracomment>gui/plots/bars.py</extracomment>
        <translation>与其他参考签名的距离：{shown}</translation>
    </message>
    <message>
        <source>Distances: {not_kept}.</source>
        <extracomment>gui/panels/decided.py</extracomment>
        <translation>距离：{not_kept}。</translation>
    </message>
    <message>
        <source>Do not export</source>
        <extracomment>gui/panels/corpus_transfer.py</extracomment>
        <translation>不导出</translation>
    </message>
    <message>
        <source>Do not learn from this folder</source>
        <extracomment>gui/panels/corpus_folders.py</extracomment>
        <translation>不从此文件夹学习</translation>
    </message>
    <message>
        <source>Done</source>
        <extracomment>gui/panels/signing_pad.py, workflows/sampling.py</extracomment>
        <translation>完成</translation>
    </message>
    <message>
        <source>Done renewing</source>
        <extracomment>gui/panels/reference_notices.py</extracomment>
        <translation>完成更新</translation>
    </message>
    <message>
        <source>Done.</source>
        <extracomment>gui/panels/operators_card.py, gui/panels/protection.py</extracomment>
        <translation>完成。</translation>
    </message>
    <message>
        <source>Draw ink by how far it departs from the closest reference, thick and orange where far (Ctrl+D)</source>
        <extracomment>gui/panels/departure_ink.py</extracomment>
        <translation>按与最接近参考签名的偏差绘制笔迹，偏差大处粗而橙（Ctrl+D）</translation>
    </message>
    <message>
        <source>Drawing (SVG)…</source>
        <extracomment>gui/panels/comparison_export.py, gui/panels/plot_export.py</extracomment>
        <translation>矢量图（SVG）…</translation>
    </message>
    <message>
        <source>Drop one signature file from this machine at a time, on the side where it belongs.</source>
        <extracomment>gui/panels/compare.py</extracomment>
        <translation>请每次拖放一个本机的签名文件，放到它所属的一侧。</translation>
    </message>
    <message>
        <source>Duplicates</source>
        <extracomment>ink/device_verdict.py</extracomment>
        <translation>重复点</translation>
    </message>
    <message>
        <source>Duration</source>
        <extracomment>gui/plots/report_items.py</extracomment>
        <translation>时长</translation>
    </message>
    <message>
        <source>Duration alone</source>
        <extracomment>gui/panels/training_outcome.py</extracomment>
        <translation>仅时长</translation>
    </message>
    <message>
        <source>E_G, genuine pair</source>
        <extracomment>gui/plots/energy_plot.py</extracomment>
        <translation>E_G，真实签名对</translation>
    </message>
    <message>
        <source>E_I, impostor pair</source>
        <extracomment>gui/plots/energy_plot.py</extracomment>
        <translation>E_I，冒充签名对</translation>
    </message>
    <message>
        <source>Each by its own held-out signers, which may be others: a network that is not clearly below plain DTW has learnt nothing. Train measures them side by side on the same signers.</source>
        <extracomment>gui/desk_models.py</extracomment>
        <translation>各按其未参与训练的签名人计算，这些人可能不同：未明显低于基本 DTW 的网络等于没有学到东西。“训练”会在相同签名人上并列测量。</translation>
    </message>
    <message>
        <source>Each has a time of its own, so nothing is lost; the live curve moves in jumps.</source>
        <extracomment>ink/device_verdict.py</extracomment>
        <translation>各点有自己的时间，没有丢失；只是实时曲线会跳动。</translation>
    </message>
    <message>
        <source>Each new signature takes the place of the oldest one</source>
        <extracomment>gui/panels/reference_notices.py</extracomment>
        <translation>每个新签名取代最旧的一个</translation>
    </message>
    <message>
        <source>Each point its own, {every}</source>
        <extracomment>ink/device_verdict.py</extracomment>
        <translation>每点各有时间，{every}</translation>
    </message>
    <message>
        <source>Each signer comes at least once in an epoch, found {found}.</source>
        <extracomment>learning/sampler.py</extracomment>
        <translation>每位签名人在一轮中至少出现一次，得到 {found}。</translation>
    </message>
    <message>
        <source>Each signs in by name and password. What is done is told to the audit chain under a random id, not the name.</source>
        <extracomment>gui/panels/operators_card.py</extracomment>
        <translation>每人以姓名和密码登录。所作操作以随机编号而非姓名记入审计链。</translation>
    </message>
    <message>
        <source>Eight groups of characters on paper. They open the store, here or on another machine, where passphrase, keyring and key file are lost. Keep the paper away from this machine.</source>
        <extracomment>gui/panels/protection.py</extracomment>
        <translation>写在纸上的八组字符。口令、钥匙串和密钥文件丢失时，可在本机或其他机器上用它打开签名库。请将纸张存放在远离本机之处。</translation>
    </message>
    <message>
        <source>End of the chain</source>
        <extracomment>gui/panels/audit_check.py</extracomment>
        <translation>链尾</translation>
    </message>
    <message>
        <source>Energies</source>
        <extracomment>gui/panels/training_curves.py</extracomment>
        <translation>能量</translation>
    </message>
    <message>
        <source>Energies of pairs</source>
        <extracomment>gui/plots/energy_plot.py</extracomment>
        <translation>签名对的能量</translation>
    </message>
    <message>
        <source>Enough to compare with. Further ones make the comparison surer, above all on another day.</source>
        <extracomment>gui/panels/enrolment_steps.py</extracomment>
        <translation>已足够用于比对。更多参考签名可使比对更可靠，改日书写的尤佳。</translation>
    </message>
    <message>
        <source>Enrol</source>
        <extracomment>gui/panels/enrol.py, gui/panels/rail.py</extracomment>
        <translation>登记</translation>
    </message>
    <message>
        <source>Enrol a signer</source>
        <extracomment>gui/panels/enrol.py</extracomment>
        <translation>登记签名人</translation>
    </message>
    <message>
        <source>Enrol and sign with {pen}.</source>
        <extracomment>verification/captures.py</extracomment>
        <translation>请用{pen}重新登记并签名。</translation>
    </message>
    <message>
        <source>Enrol references</source>
        <extracomment>gui/panels/verify.py</extracomment>
        <translation>登记参考签名</translation>
    </message>
    <message>
        <source>Enrol with {pen}.</source>
        <extracomment>verification/captures.py</extracomment>
        <translation>请用{pen}重新登记。</translation>
    </message>
    <message>
        <source>Enrolled for</source>
        <extracomment>gui/panels/signer_details.py</extracomment>
        <translation>登记用途</translation>
    </message>
    <message>
        <source>Entries about this signer only</source>
        <extracomment>gui/panels/audit_filters.py</extracomment>
        <translation>只显示关于此签名人的条目</translation>
    </message>
    <message>
        <source>Entries of the audit chain</source>
        <extracomment>gui/tables/audit_table.py</extracomment>
        <translation>审计链条目</translation>
    </message>
    <message>
        <source>Entries of these days only</source>
        <extracomment>gui/panels/audit_filters.py</extracomment>
        <translation>只显示这些日期的条目</translation>
    </message>
    <message>
        <source>Entries that tell of this only</source>
        <extracomment>gui/panels/audit_filters.py</extracomment>
        <translation>只显示此类操作的条目</translation>
    </message>
    <message>
        <source>Entries {due} to {last} are missing: removed.</source>
        <extracomment>storage/chain_check.py</extracomment>
        <translation>第 {due} 至 {last} 条缺失：已被删除。</translation>
    </message>
    <message>
        <source>Entry</source>
        <extracomment>gui/tables/audit_model.py</extracomment>
        <translation>条目</translation>
    </message>
    <message>
        <source>Entry {due} is missing: removed.</source>
        <extracomment>storage/chain_check.py</extracomment>
        <translation>第 {due} 条缺失：已被删除。</translation>
    </message>
    <message>
        <source>Entry {found} stands before the first one: it was put in.</source>
        <extracomment>storage/chain_check.py</extracomment>
        <translation>第 {found} 条位于首条之前：系后来插入。</translation>
    </message>
    <message>
        <source>Entry {number} is not among those that are listed: it is not there, or it is filtered out.</source>
        <extracomment>gui/panels/audit.py</extracomment>
        <translation>条目 {number} 不在列表中：它不存在，或已被筛选掉。</translation>
    </message>
    <message>
        <source>Entry {number} of the audit chain</source>
        <extracomment>gui/panels/audit_entry.py</extracomment>
        <translation>审计链条目 {number}</translation>
    </message>
    <message>
        <source>Entry {sequence} ({kind}) does not follow entry {before}: one was replaced.</source>
        <extracomment>storage/chain_check.py</extracomment>
        <translation>第 {sequence} 条（{kind}）与第 {before} 条不衔接：其中一条已被替换。</translation>
    </message>
    <message>
        <source>Entry {sequence} ({kind}) was changed, moved or forged: its hash does not fit.</source>
        <extracomment>storage/chain_check.py</extracomment>
        <translation>第 {sequence} 条（{kind}）被更改、移动或伪造：哈希不符。</translation>
    </message>
    <message>
        <source>Entry {sequence} is another one than the given head: the chain was written anew up to there.</source>
        <extracomment>storage/chain_check.py</extracomment>
        <translation>第 {sequence} 条与给定的链尾不同：审计链到此处被重写过。</translation>
    </message>
    <message>
        <source>Entry {sequence}: the clock had been set back by {seconds} s.</source>
        <extracomment>storage/chain_check.py</extracomment>
        <translation>第 {sequence} 条：时钟曾被拨回 {seconds} 秒。</translation>
    </message>
    <message>
        <source>Entry…</source>
        <extracomment>gui/panels/audit.py</extracomment>
        <translation>条目…</translation>
    </message>
    <message>
        <source>Equal error</source>
        <extracomment>gui/plots/report_model.py</extracomment>
        <translation>等错误率</translation>
    </message>
    <message>
        <source>Equal error rate by signer: model in use {champion}, challenger {challenger}; better for {better}, worse for {worse} of {all} signers</source>
        <extracomment>gui/plots/slope_chart.py</extracomment>
        <translation>各签名人的等错误率：现用模型 {champion}，候选模型 {challenger}；{all} 位签名人中 {better} 位更好，{worse} 位更差</translation>
    </message>
    <message>
        <source>Equal error rate of each signer by both models</source>
        <extracomment>gui/panels/training_result.py</extracomment>
        <translation>两个模型下各签名人的等错误率</translation>
    </message>
    <message>
        <source>Equal error rate of each signer, lower is better</source>
        <extracomment>gui/panels/training_result.py</extracomment>
        <translation>各签名人的等错误率，越低越好</translation>
    </message>
    <message>
        <source>Equal error rate on its own held-out signers against skilled forgeries, five references</source>
        <extracomment>gui/panels/model_list.py</extracomment>
        <translation>未参与训练的签名人对熟练摹仿的等错误率，五个参考签名</translation>
    </message>
    <message>
        <source>Equal error rate {rate} (dot).</source>
        <extracomment>gui/plots/det_plot.py</extracomment>
        <translation>等错误率 {rate}（圆点）。</translation>
    </message>
    <message>
        <source>Equal error rate, {signers}</source>
        <extracomment>gui/panels/training_outcome.py</extracomment>
        <translation>等错误率，{signers}</translation>
    </message>
    <message>
        <source>Equal error: where as many skilled forgeries would be accepted as genuine signatures rejected, by one line for all signers, or by each signer&apos;s own, which nobody knows beforehand. Forgeries accepted, genuine rejected: by the model&apos;s own two lines; what lies between them is referred to a person. Cllr: what the likelihood ratios cost, 0 were they perfect, 1 did they tell nothing. ± is the standard deviation over draws of references.</source>
        <extracomment>gui/plots/report_model.py</extracomment>
        <translation>等错误率：误接受熟练摹仿与误拒绝真实签名比例相等之处，按所有签名人共用的一个阈值，或按签名人各自的阈值（事先无人知晓）。误接受伪造签名、真实签名拒绝率：按模型自带的两个阈值；两者之间的转人工。Cllr：似然比的代价，完美时为 0，毫无信息时为 1。± 为多次抽取参考签名的标准差。</translation>
    </message>
    <message>
        <source>Erase &apos;{way}&apos; of {name}: its references, signatures and decisions? This cannot be undone.</source>
        <extracomment>gui/panels/erasing.py</extracomment>
        <translation>擦除 {name} 的“{way}”，包括其参考签名、签名和判定？此操作无法撤销。</translation>
    </message>
    <message>
        <source>Erase all sample signers; nobody else goes</source>
        <extracomment>gui/panels/signer_list.py</extracomment>
        <translation>擦除全部示例签名人；不涉及其他人</translation>
    </message>
    <message>
        <source>Erase all that is held</source>
        <extracomment>gui/panels/erasing.py</extracomment>
        <translation>擦除全部数据</translation>
    </message>
    <message>
        <source>Erase all that is held of {name}</source>
        <extracomment>gui/panels/retention_card.py</extracomment>
        <translation>擦除 {name} 的全部数据</translation>
    </message>
    <message>
        <source>Erase everything that is held about {name}: references, signatures, decisions? This cannot be undone.</source>
        <extracomment>gui/panels/erasing.py</extracomment>
        <translation>擦除 {name} 的全部数据：参考签名、签名、判定？此操作无法撤销。</translation>
    </message>
    <message>
        <source>Erase for good</source>
        <extracomment>gui/panels/erasing.py, gui/panels/retention_card.py</extracomment>
        <translation>永久擦除</translation>
    </message>
    <message>
        <source>Erase one way of signing</source>
        <extracomment>gui/panels/erasing.py</extracomment>
        <translation>擦除一种签名式样</translation>
    </message>
    <message>
        <source>Erase the earlier ones…</source>
        <extracomment>gui/panels/erasing.py</extracomment>
        <translation>擦除以前的…</translation>
    </message>
    <message>
        <source>Erase this profile…</source>
        <extracomment>gui/panels/erasing.py</extracomment>
        <translation>擦除此签名式样…</translation>
    </message>
    <message>
        <source>Erase this reference</source>
        <extracomment>gui/panels/reference_notices.py</extracomment>
        <translation>擦除此参考签名</translation>
    </message>
    <message>
        <source>Erase this signer…</source>
        <extracomment>gui/panels/erasing.py</extracomment>
        <translation>擦除此签名人…</translation>
    </message>
    <message>
        <source>Erase {references} of {name}? Decisions that were made against them stay, without them. This cannot be undone.</source>
        <extracomment>gui/panels/erasing.py</extracomment>
        <translation>擦除 {name} 的 {references}？以它们作出的判定仍保留，但不再附有它们。此操作无法撤销。</translation>
    </message>
    <message>
        <source>Erased signers</source>
        <extracomment>gui/panels/audit_filters.py</extracomment>
        <translation>已擦除的签名人</translation>
    </message>
    <message>
        <source>Erase…</source>
        <extracomment>gui/panels/retention_card.py</extracomment>
        <translation>擦除…</translation>
    </message>
    <message>
        <source>Erasures and retention</source>
        <extracomment>gui/audit_words.py</extracomment>
        <translation>擦除与保留期限</translation>
    </message>
    <message>
        <source>Error</source>
        <extracomment>gui/panels/model_list.py</extracomment>
        <translation>错误率</translation>
    </message>
    <message>
        <source>Error on signers set apart</source>
        <extracomment>gui/plots/training_plots.py</extracomment>
        <translation>预留签名人的错误率</translation>
    </message>
    <message>
        <source>Errors</source>
        <extracomment>gui/panels/settings_place.py, gui/panels/training_curves.py</extracomment>
        <translation>错误率</translation>
    </message>
    <message>
        <source>Errors on signers set apart, normal-deviate axes</source>
        <extracomment>gui/plots/det_plot.py</extracomment>
        <translation>预留签名人上的错误，正态偏差坐标</translation>
    </message>
    <message>
        <source>Euclidean DTW</source>
        <extracomment>networks/aligned_tdnn.py, networks/recurrent.py</extracomment>
        <translation>欧氏 DTW</translation>
    </message>
    <message>
        <source>Euclidean distance</source>
        <extracomment>networks/chopra_2005.py, networks/pooled_tdnn.py, networks/recurrent.py</extracomment>
        <translation>欧氏距离</translation>
    </message>
    <message>
        <source>Euclidean soft-DTW to learn, DTW for a verdict</source>
        <extracomment>networks/soft_alignment.py</extracomment>
        <translation>学习用欧氏 soft-DTW，判定用 DTW</translation>
    </message>
    <message>
        <source>Every action</source>
        <extracomment>gui/panels/audit_filters.py</extracomment>
        <translation>所有操作</translation>
    </message>
    <message>
        <source>Every outcome</source>
        <extracomment>gui/panels/review_filters.py</extracomment>
        <translation>全部结论</translation>
    </message>
    <message>
        <source>Everybody</source>
        <extracomment>gui/panels/audit_filters.py</extracomment>
        <translation>所有人</translation>
    </message>
    <message>
        <source>Everything that was done in the store: what, when, by whom</source>
        <extracomment>gui/panels/review.py</extracomment>
        <translation>签名库中的所有操作：做了什么、何时、由谁</translation>
    </message>
    <message>
        <source>Examined by</source>
        <extracomment>gui/plots/decision_report.py</extracomment>
        <translation>鉴定人</translation>
    </message>
    <message>
        <source>Exchange both signatures</source>
        <extracomment>gui/panels/compare.py</extracomment>
        <translation>交换两个签名</translation>
    </message>
    <message>
        <source>Expected a margin between 0 and the bound of the energies, and 2 points or more; found a margin of {margin}, a bound of {bound} and {points} points.</source>
        <extracomment>evaluation/energy_conditions.py</extracomment>
        <translation>间隔应在 0 与能量上界之间，点数至少为 2；得到间隔 {margin}、上界 {bound} 和 {points} 个点。</translation>
    </message>
    <message>
        <source>Expected at least 2 folds, found {folds}.</source>
        <extracomment>corpora/split.py</extracomment>
        <translation>至少需要 2 折，实际为 {folds}。</translation>
    </message>
    <message>
        <source>Expected draws from 1, a seed from 0 and a confidence between 0 and 1, found {draws}, {seed} and {confidence}.</source>
        <extracomment>evaluation/bootstrap.py</extracomment>
        <translation>抽取次数应至少为 1，种子至少为 0，置信水平在 0 到 1 之间；得到 {draws}、{seed} 和 {confidence}。</translation>
    </message>
    <message>
        <source>Expected one value a signer from both models, found shapes {ours} and {theirs}. Score the same signers with both.</source>
        <extracomment>evaluation/bootstrap.py</extracomment>
        <translation>两个模型应各给每位签名人一个值，得到的形状为 {ours} 和 {theirs}。请用两个模型为同样的签名人评分。</translation>
    </message>
    <message>
        <source>Export</source>
        <extracomment>gui/panels/audit_export.py, gui/panels/comparison_export.py, gui/panels/review_export.py</extracomment>
        <translation>导出</translation>
    </message>
    <message>
        <source>Export corpus to a new folder</source>
        <extracomment>gui/panels/corpus_transfer.py</extracomment>
        <translation>将数据集导出到新文件夹</translation>
    </message>
    <message>
        <source>Export corpus…</source>
        <extracomment>gui/panels/corpus_transfer.py</extracomment>
        <translation>导出数据集…</translation>
    </message>
    <message>
        <source>Export in the clear</source>
        <extracomment>gui/panels/corpus_transfer.py</extracomment>
        <translation>以明文导出</translation>
    </message>
    <message>
        <source>Export it again.</source>
        <extracomment>ink/formats/uim.py</extracomment>
        <translation>请重新导出。</translation>
    </message>
    <message>
        <source>Export it in one of these.</source>
        <extracomment>ink/formats/uim_container.py</extracomment>
        <translation>请以其中一种版本导出。</translation>
    </message>
    <message>
        <source>Export it in the format of 2007, or as InkML.</source>
        <extracomment>ink/formats/iso19794_7.py</extracomment>
        <translation>请以 2007 年的格式或 InkML 导出。</translation>
    </message>
    <message>
        <source>Export it into one.</source>
        <extracomment>ink/formats/inkml_document.py</extracomment>
        <translation>请导出到同一个文件中。</translation>
    </message>
    <message>
        <source>Export it with its sensor data.</source>
        <extracomment>ink/formats/uim.py</extracomment>
        <translation>请连同传感器数据一起导出。</translation>
    </message>
    <message>
        <source>Export it without compression, or as InkML.</source>
        <extracomment>ink/formats/uim_container.py</extracomment>
        <translation>请不加压缩导出，或导出为 InkML。</translation>
    </message>
    <message>
        <source>Export one alone.</source>
        <extracomment>ink/formats/uim.py</extracomment>
        <translation>请单独导出一个签名。</translation>
    </message>
    <message>
        <source>Export one device&apos;s alone.</source>
        <extracomment>ink/formats/uim.py</extracomment>
        <translation>请只导出一台设备的笔迹。</translation>
    </message>
    <message>
        <source>Export one signature alone.</source>
        <extracomment>ink/formats/inkml.py, ink/formats/inkml_document.py, ink/formats/inkml_trace.py</extracomment>
        <translation>请单独导出一个签名。</translation>
    </message>
    <message>
        <source>Export the ink again.</source>
        <extracomment>ink/formats/inkml_document.py, ink/formats/inkml_trace.py</extracomment>
        <translation>请重新导出笔迹。</translation>
    </message>
    <message>
        <source>Export the ink itself, without definitions.</source>
        <extracomment>ink/formats/inkml_document.py</extracomment>
        <translation>请导出笔迹本身，不带定义。</translation>
    </message>
    <message>
        <source>Export the plot</source>
        <extracomment>gui/panels/plot_export.py</extracomment>
        <translation>导出此图</translation>
    </message>
    <message>
        <source>Export the signature as it was written.</source>
        <extracomment>ink/formats/iso19794_7.py</extracomment>
        <translation>请按书写原样导出签名。</translation>
    </message>
    <message>
        <source>Export x and y of each point.</source>
        <extracomment>ink/formats/inkml.py</extracomment>
        <translation>请导出每点的 x 和 y。</translation>
    </message>
    <message>
        <source>Export {whose} to &apos;{folder}&apos;? {warning}</source>
        <extracomment>gui/panels/corpus_transfer.py</extracomment>
        <translation>将{whose}导出到“{folder}”？{warning}</translation>
    </message>
    <message>
        <source>Exported</source>
        <extracomment>gui/audit_words.py</extracomment>
        <translation>已导出</translation>
    </message>
    <message>
        <source>Fewer than two references: measured by what genuine pairs of the model&apos;s calibration usually differ by.</source>
        <extracomment>gui/panels/comparison_figures.py</extracomment>
        <translation>参考签名不足两个：以模型校准中真实签名对的通常差异为尺度。</translation>
    </message>
    <message>
        <source>Fields and steps must be at least 1, found {field}, {step} and {sub_sampling}.</source>
        <extracomment>networks/lecun_1998.py</extracomment>
        <translation>感受野和步长应至少为 1，得到 {field}、{step} 和 {sub_sampling}。</translation>
    </message>
    <message>
        <source>File</source>
        <extracomment>gui/capture/devices.py, gui/plots/report_items.py</extracomment>
        <translation>文件</translation>
    </message>
    <message>
        <source>File or address of another store</source>
        <extracomment>gui/panels/store_choice.py</extracomment>
        <translation>另一签名库的文件或地址</translation>
    </message>
    <message>
        <source>Files of signatures</source>
        <extracomment>gui/panels/signing_pad.py</extracomment>
        <translation>签名文件</translation>
    </message>
    <message>
        <source>File…</source>
        <extracomment>gui/panels/store_choice.py</extracomment>
        <translation>文件…</translation>
    </message>
    <message>
        <source>Find the tablet&apos;s millimetres</source>
        <extracomment>gui/panels/card_measure.py</extracomment>
        <translation>测定手写板的毫米比例</translation>
    </message>
    <message>
        <source>Finer than a pixel</source>
        <extracomment>ink/device_verdict.py</extracomment>
        <translation>细于一个像素</translation>
    </message>
    <message>
        <source>Finger</source>
        <extracomment>gui/capture/devices.py, gui/plots/report_items.py</extracomment>
        <translation>手指</translation>
    </message>
    <message>
        <source>Finished</source>
        <extracomment>gui/panels/train.py</extracomment>
        <translation>已完成</translation>
    </message>
    <message>
        <source>First day</source>
        <extracomment>gui/panels/day_span.py</extracomment>
        <translation>起始日</translation>
    </message>
    <message>
        <source>Fold {number} of {folds}</source>
        <extracomment>workflows/training.py</extracomment>
        <translation>第 {number} 折，共 {folds} 折</translation>
    </message>
    <message>
        <source>Folder of recorded signatures: {kind}</source>
        <extracomment>gui/panels/corpus_folders.py</extracomment>
        <translation>签名记录文件夹：{kind}</translation>
    </message>
    <message>
        <source>For</source>
        <extracomment>gui/tables/training_signers.py</extracomment>
        <translation>用途</translation>
    </message>
    <message>
        <source>For comparison, without a network: {floors}.</source>
        <extracomment>gui/panels/training_result.py</extracomment>
        <translation>作为对照，不含网络：{floors}。</translation>
    </message>
    <message>
        <source>For how long</source>
        <extracomment>gui/panels/training_plan.py</extracomment>
        <translation>训练多久</translation>
    </message>
    <message>
        <source>For so many {units}</source>
        <extracomment>gui/panels/training_plan.py</extracomment>
        <translation>按{units}</translation>
    </message>
    <message>
        <source>For the file</source>
        <extracomment>gui/plots/decision_report.py</extracomment>
        <translation>归档信息</translation>
    </message>
    <message>
        <source>For what, for example: cheques up to 5 000</source>
        <extracomment>gui/panels/signer_details.py</extracomment>
        <translation>用途，例如：五千元以下的支票</translation>
    </message>
    <message>
        <source>Forger erased</source>
        <extracomment>gui/audit_words.py</extracomment>
        <translation>摹仿者已擦除</translation>
    </message>
    <message>
        <source>Forger&apos;s name taken off</source>
        <extracomment>gui/audit_words.py</extracomment>
        <translation>摹仿者姓名已去除</translation>
    </message>
    <message>
        <source>Forgeries</source>
        <extracomment>gui/tables/collection_model.py</extracomment>
        <translation>伪造</translation>
    </message>
    <message>
        <source>Forgeries accepted</source>
        <extracomment>gui/plots/report_model.py</extracomment>
        <translation>误接受伪造签名</translation>
    </message>
    <message>
        <source>Forgeries of {corpora} were made by a program: how often people&apos;s would be accepted they do not tell.</source>
        <extracomment>gui/plots/report_model.py</extracomment>
        <translation>{corpora} 的伪造签名由程序生成：不能说明真人摹仿有多常被接受。</translation>
    </message>
    <message>
        <source>Forgeries: practised ones, and verified signatures that a person called forged</source>
        <extracomment>gui/tables/collection_model.py</extracomment>
        <translation>伪造签名：练习后的摹仿，以及经人工标注为伪造的待检签名</translation>
    </message>
    <message>
        <source>Forgery</source>
        <extracomment>gui/panels/collected_signatures.py, gui/panels/verdict.py, gui/panels/waiting_signatures.py</extracomment>
        <translation>伪造</translation>
    </message>
    <message>
        <source>Forget the scale</source>
        <extracomment>gui/panels/card_measure.py</extracomment>
        <translation>删除比例</translation>
    </message>
    <message>
        <source>Forget what was measured before</source>
        <extracomment>gui/panels/card_measure.py</extracomment>
        <translation>删除以前的测量结果</translation>
    </message>
    <message>
        <source>Four signers who do not exist, marked as samples. They are never learnt from, and go with one click.</source>
        <extracomment>gui/panels/sample_offer.py</extracomment>
        <translation>四位虚构的签名人，标为示例。绝不用于学习，一次点击即可移除。</translation>
    </message>
    <message>
        <source>Frame-wise siamese GRU, aligned in time</source>
        <extracomment>networks/recurrent.py</extracomment>
        <translation>逐帧孪生 GRU，按时间对齐</translation>
    </message>
    <message>
        <source>Frame-wise siamese time-delay network, aligned in time</source>
        <extracomment>networks/aligned_tdnn.py</extracomment>
        <translation>逐帧孪生时延网络，按时间对齐</translation>
    </message>
    <message>
        <source>Frame-wise siamese time-delay network, learnt by soft-DTW</source>
        <extracomment>networks/soft_alignment.py</extracomment>
        <translation>逐帧孪生时延网络，以 soft-DTW 学习</translation>
    </message>
    <message>
        <source>From</source>
        <comment>since a day</comment>
        <extracomment>gui/panels/day_span.py</extracomment>
        <translation>自</translation>
    </message>
    <message>
        <source>From the network that is kept nobody is set apart: it learns from all signers.</source>
        <extracomment>gui/plots/training_plots.py</extracomment>
        <translation>最终保留的网络不预留任何人：它从全部签名人学习。</translation>
    </message>
    <message>
        <source>From … to …</source>
        <extracomment>gui/panels/day_span.py</extracomment>
        <translation>自…至…</translation>
    </message>
    <message>
        <source>Further attempts allowed</source>
        <extracomment>gui/audit_words.py</extracomment>
        <translation>允许再次尝试</translation>
    </message>
    <message>
        <source>Further signatures are added to the others</source>
        <extracomment>gui/panels/reference_notices.py</extracomment>
        <translation>更多签名将加入现有签名</translation>
    </message>
    <message>
        <source>Gamma must be above 0 and finite, found {gamma:g}.</source>
        <extracomment>networks/tdnn_sizes.py</extracomment>
        <translation>γ 应大于 0 且为有限值，得到 {gamma:g}。</translation>
    </message>
    <message>
        <source>Gaps</source>
        <extracomment>ink/device_verdict.py</extracomment>
        <translation>间断</translation>
    </message>
    <message>
        <source>Genuine</source>
        <extracomment>gui/panels/collect_plan.py, gui/panels/collected_signatures.py, gui/panels/forgery_target.py, gui/panels/waiting_signatures.py, gui/tables/collection_model.py</extracomment>
        <translation>真实</translation>
    </message>
    <message>
        <source>Genuine rejected</source>
        <extracomment>gui/plots/report_model.py</extracomment>
        <translation>真实签名拒绝率</translation>
    </message>
    <message>
        <source>Genuine signatures of each session, as they began</source>
        <extracomment>gui/tables/collection_model.py</extracomment>
        <translation>各场次的真实签名，按开始时间排列</translation>
    </message>
    <message>
        <source>Genuine signatures, references among them</source>
        <extracomment>gui/tables/collection_model.py</extracomment>
        <translation>真实签名，含参考签名</translation>
    </message>
    <message>
        <source>Genuine signatures, references among them, and forgeries; where there are none, synthetic ones take their place</source>
        <extracomment>gui/tables/training_signers.py</extracomment>
        <translation>真实签名（含参考签名）与伪造签名；没有伪造签名时以合成的代替</translation>
    </message>
    <message>
        <source>Getting ready</source>
        <extracomment>gui/panels/training_controls.py</extracomment>
        <translation>正在准备</translation>
    </message>
    <message>
        <source>Go on</source>
        <extracomment>gui/panels/training_controls.py</extracomment>
        <translation>继续</translation>
    </message>
    <message>
        <source>Go on from the model in use</source>
        <extracomment>gui/desk_training.py, gui/panels/network_choice.py</extracomment>
        <translation>在现用模型基础上继续</translation>
    </message>
    <message>
        <source>Go on with the training that was stopped</source>
        <extracomment>gui/panels/training_controls.py</extracomment>
        <translation>继续中止的训练</translation>
    </message>
    <message>
        <source>Go to Train</source>
        <extracomment>gui/window.py</extracomment>
        <translation>前往“训练”</translation>
    </message>
    <message>
        <source>Go to Verify</source>
        <extracomment>gui/panels/review.py</extracomment>
        <translation>前往“核验”</translation>
    </message>
    <message>
        <source>Go to entry</source>
        <extracomment>gui/panels/audit.py</extracomment>
        <translation>转到条目</translation>
    </message>
    <message>
        <source>Go to entry…</source>
        <extracomment>gui/panels/audit.py</extracomment>
        <translation>转到条目…</translation>
    </message>
    <message>
        <source>Going on</source>
        <extracomment>gui/panels/train.py</extracomment>
        <translation>正在继续</translation>
    </message>
    <message>
        <source>Going on keeps the loss by which the model in use has learnt. Start afresh for another.</source>
        <extracomment>workflows/retrain_plan.py</extracomment>
        <translation>继续训练保持现用模型学习时的损失。如需另一种，请从头开始。</translation>
    </message>
    <message>
        <source>Good</source>
        <extracomment>gui/panels/tablet.py, ink/device_verdict.py</extracomment>
        <translation>良好</translation>
    </message>
    <message>
        <source>Good capture</source>
        <extracomment>gui/panels/capture_review.py, gui/panels/status_line.py</extracomment>
        <translation>采集良好</translation>
    </message>
    <message>
        <source>Good. {left} to go; references of another day help most.</source>
        <extracomment>gui/panels/enrolment_steps.py</extracomment>
        <translation>很好。还需{left}；改日书写的参考签名帮助最大。</translation>
    </message>
    <message>
        <source>Group {place}</source>
        <extracomment>gui/panels/protection.py</extracomment>
        <translation>第 {place} 组</translation>
    </message>
    <message>
        <source>Group {place} of the recovery key</source>
        <extracomment>gui/panels/protection.py</extracomment>
        <translation>恢复密钥第 {place} 组</translation>
    </message>
    <message>
        <source>Hadsell, Chopra &amp; LeCun 2006</source>
        <extracomment>networks/chopra_2005.py</extracomment>
        <translation>Hadsell, Chopra &amp; LeCun 2006</translation>
    </message>
    <message>
        <source>Hand that writes</source>
        <extracomment>gui/panels/settings_place.py</extracomment>
        <translation>书写的手</translation>
    </message>
    <message>
        <source>Hash</source>
        <extracomment>gui/panels/audit_entry.py</extracomment>
        <translation>哈希值</translation>
    </message>
    <message>
        <source>Hash of the entry before</source>
        <extracomment>gui/panels/audit_entry.py</extracomment>
        <translation>前一条目的哈希值</translation>
    </message>
    <message>
        <source>Held-out signers must be two at least, with two genuine signatures each. Hold more.</source>
        <extracomment>learning/selection.py</extracomment>
        <translation>不参与训练的签名人至少要有两位，各有两个真实签名。请增加不参与训练的签名人。</translation>
    </message>
    <message>
        <source>Help</source>
        <extracomment>gui/panels/help.py, gui/panels/rail.py</extracomment>
        <translation>帮助</translation>
    </message>
    <message>
        <source>Here will stand every decision that was made, with its ink, its score and what people said of it.</source>
        <extracomment>gui/panels/review.py</extracomment>
        <translation>这里将列出每次判定，附笔迹、得分和人工意见。</translation>
    </message>
    <message>
        <source>Hidden until the verdict.</source>
        <extracomment>gui/panels/live_card.py</extracomment>
        <translation>结论前隐藏。</translation>
    </message>
    <message>
        <source>Hide until the verdict</source>
        <extracomment>gui/panels/live_card.py</extracomment>
        <translation>结论前隐藏</translation>
    </message>
    <message>
        <source>Histograms</source>
        <extracomment>gui/panels/training_curves.py</extracomment>
        <translation>直方图</translation>
    </message>
    <message>
        <source>How far pairs are apart</source>
        <extracomment>gui/panels/training_curves.py</extracomment>
        <translation>签名对的距离</translation>
    </message>
    <message>
        <source>How fast the pen is replayed</source>
        <extracomment>gui/panels/replay_bar.py</extracomment>
        <translation>回放速度</translation>
    </message>
    <message>
        <source>How it was captured: {not_kept}.</source>
        <extracomment>gui/panels/decided.py</extracomment>
        <translation>采集方式：{not_kept}。</translation>
    </message>
    <message>
        <source>How long a signature takes compares beside the networks</source>
        <extracomment>gui/panels/network_choice.py</extracomment>
        <translation>书写时长与网络一同比较</translation>
    </message>
    <message>
        <source>How many signatures of this kind are wanted in this session</source>
        <extracomment>gui/panels/collect_plan.py</extracomment>
        <translation>本场需要多少个此类签名</translation>
    </message>
    <message>
        <source>How many signatures that are not accepted may be tried for one signer before a person decides. It holds at every desk of this store.</source>
        <extracomment>gui/panels/settings_place.py</extracomment>
        <translation>同一签名人未被接受的签名最多可尝试几次，之后由人工决定。适用于此签名库的每个工作台。</translation>
    </message>
    <message>
        <source>How much there is of each signer</source>
        <extracomment>gui/panels/collect.py</extracomment>
        <translation>每位签名人已有多少签名</translation>
    </message>
    <message>
        <source>How often the model errs is told below.</source>
        <extracomment>gui/plots/report_model.py</extracomment>
        <translation>该模型多常出错，见下文。</translation>
    </message>
    <message>
        <source>How strict decisions are. The fewer errors are allowed, the more signatures are referred.</source>
        <extracomment>gui/panels/settings_place.py</extracomment>
        <translation>判定的严格程度。允许的错误越少，转人工的签名越多。</translation>
    </message>
    <message>
        <source>How well it does</source>
        <extracomment>gui/desk_models.py</extracomment>
        <translation>效果如何</translation>
    </message>
    <message>
        <source>ISO/IEC 19794-7, one folder a signer</source>
        <extracomment>gui/panels/corpus_folders.py</extracomment>
        <translation>ISO/IEC 19794-7，每位签名人一个文件夹</translation>
    </message>
    <message>
        <source>If a newer sigverify wrote it, update this program.</source>
        <extracomment>ink/formats/annotations.py, ink/formats/json_lines.py</extracomment>
        <translation>如果由更新的 sigverify 写入，请更新本程序。</translation>
    </message>
    <message>
        <source>If another program changed its points, export the ink from there as InkML.</source>
        <extracomment>ink/formats/uim.py</extracomment>
        <translation>如果其他程序改动过其中的点，请从该程序导出为 InkML。</translation>
    </message>
    <message>
        <source>Import files…</source>
        <extracomment>gui/panels/corpus_transfer.py</extracomment>
        <translation>导入文件…</translation>
    </message>
    <message>
        <source>Import signatures</source>
        <extracomment>gui/panels/corpus_transfer.py</extracomment>
        <translation>导入签名</translation>
    </message>
    <message>
        <source>In step</source>
        <extracomment>gui/panels/replay_bar.py</extracomment>
        <translation>同步</translation>
    </message>
    <message>
        <source>In step: as the path aligns them. Own pace: both begin at once, and each takes its own time</source>
        <extracomment>gui/panels/replay_bar.py</extracomment>
        <translation>同步：按规整路径对齐；各自速度：同时开始，各按自己的时间</translation>
    </message>
    <message>
        <source>In the air</source>
        <extracomment>ink/device_verdict.py</extracomment>
        <translation>悬空</translation>
    </message>
    <message>
        <source>In the folds</source>
        <extracomment>gui/tables/training_signers.py</extracomment>
        <translation>所在折</translation>
    </message>
    <message>
        <source>In the store already: {names} and {number} more.</source>
        <extracomment>gui/panels/corpus_transfer.py</extracomment>
        <translation>签名库中已有：{names}，另有 {number} 个。</translation>
    </message>
    <message>
        <source>In the store already: {names}.</source>
        <extracomment>gui/panels/corpus_transfer.py</extracomment>
        <translation>签名库中已有：{names}。</translation>
    </message>
    <message>
        <source>In use</source>
        <extracomment>gui/panels/training_outcome.py, gui/panels/training_result.py</extracomment>
        <translation>现用</translation>
    </message>
    <message>
        <source>In use now: {name}</source>
        <extracomment>gui/panels/model_changing.py</extracomment>
        <translation>现用：{name}</translation>
    </message>
    <message>
        <source>In which order the signers are listed</source>
        <extracomment>gui/panels/signer_list.py</extracomment>
        <translation>签名人的排列顺序</translation>
    </message>
    <message>
        <source>In words: {words}</source>
        <extracomment>gui/plots/decision_report.py</extracomment>
        <translation>文字表述：{words}</translation>
    </message>
    <message>
        <source>Initials, paraph, full name…</source>
        <extracomment>gui/panels/signer_details.py</extracomment>
        <translation>姓名缩写、花押、全名…</translation>
    </message>
    <message>
        <source>Ink</source>
        <extracomment>gui/tables/decision_model.py</extracomment>
        <translation>笔迹</translation>
    </message>
    <message>
        <source>Ink by departure from the closest reference</source>
        <extracomment>gui/plots/departure_scale.py</extracomment>
        <translation>按与最接近参考签名的偏差绘制的笔迹</translation>
    </message>
    <message>
        <source>Ink is shown {percent:.0f} % narrower than it is written.</source>
        <extracomment>gui/panels/card_measure.py</extracomment>
        <translation>笔迹显示得比书写时窄 {percent:.0f} %。</translation>
    </message>
    <message>
        <source>Ink is shown {percent:.0f} % wider than it is written.</source>
        <extracomment>gui/panels/card_measure.py</extracomment>
        <translation>笔迹显示得比书写时宽 {percent:.0f} %。</translation>
    </message>
    <message>
        <source>Ink lags behind the pen, and nothing is lost. Close what keeps the computer busy.</source>
        <extracomment>ink/device_verdict.py</extracomment>
        <translation>笔迹显示落后于笔，但没有丢失。请关闭占用计算机的程序。</translation>
    </message>
    <message>
        <source>InkML, one folder a signer</source>
        <extracomment>gui/panels/corpus_folders.py</extracomment>
        <translation>InkML，每位签名人一个文件夹</translation>
    </message>
    <message>
        <source>Inputs and maps must be at least 1, found {found}.</source>
        <extracomment>networks/bromley_1994.py</extracomment>
        <translation>输入和特征图应至少为 1，得到 {found}。</translation>
    </message>
    <message>
        <source>Inputs, maps and outputs must be at least 1, found {found}.</source>
        <extracomment>networks/chopra_2005.py</extracomment>
        <translation>输入、特征图和输出应至少为 1，得到 {found}。</translation>
    </message>
    <message>
        <source>Intervals</source>
        <extracomment>gui/panels/tablet.py</extracomment>
        <translation>采样间隔</translation>
    </message>
    <message>
        <source>Invented names are counted from 0, found {index}.</source>
        <extracomment>corpora/synthetic.py</extracomment>
        <translation>虚构姓名从 0 起编号，得到 {index}。</translation>
    </message>
    <message>
        <source>It asks for its passphrase.</source>
        <extracomment>gui/panels/store_choice.py</extracomment>
        <translation>打开时需要其口令。</translation>
    </message>
    <message>
        <source>It asks who you are.</source>
        <extracomment>gui/panels/store_choice.py</extracomment>
        <translation>打开时需要登录。</translation>
    </message>
    <message>
        <source>It cannot be read: it was changed from outside.</source>
        <extracomment>gui/audit_words.py, gui/panels/audit_entry.py, gui/tables/audit_model.py</extracomment>
        <translation>无法读取：它从外部被更改。</translation>
    </message>
    <message>
        <source>It comes under the program&apos;s licence (MIT).</source>
        <extracomment>gui/desk_models.py</extracomment>
        <translation>适用本程序的许可（MIT）。</translation>
    </message>
    <message>
        <source>It differs from the others.</source>
        <extracomment>gui/panels/reference_cards.py</extracomment>
        <translation>与其他参考签名不同。</translation>
    </message>
    <message>
        <source>It holds the end that was kept elsewhere, entry {number}.</source>
        <extracomment>gui/panels/audit_check.py</extracomment>
        <translation>其中含有保存在别处的链尾，即条目 {number}。</translation>
    </message>
    <message>
        <source>It holds {signers}.</source>
        <extracomment>gui/panels/store_choice.py</extracomment>
        <translation>其中有 {signers}。</translation>
    </message>
    <message>
        <source>It is done, but what was erased still lies, encrypted, in the store&apos;s log, which could not be cleared. {error} Then open the store once more: it is cleared when it is closed.</source>
        <extracomment>storage/opened.py</extracomment>
        <translation>已完成，但被擦除的内容仍以加密形式留在签名库的日志中，未能清除。{error}然后请再次打开签名库：关闭时会将其清除。</translation>
    </message>
    <message>
        <source>It is drawn as soon as there is something to learn from.</source>
        <extracomment>gui/panels/training_split.py</extracomment>
        <translation>有可供学习的内容后即会划分。</translation>
    </message>
    <message>
        <source>It is of an earlier sigverify, which cannot open it any more once it was opened here.</source>
        <extracomment>gui/panels/store_choice.py</extracomment>
        <translation>它来自较早版本的 sigverify；在此打开后，旧版本将无法再打开。</translation>
    </message>
    <message>
        <source>It is stored encrypted and stays: a later note adds to it, nothing changes it</source>
        <extracomment>gui/panels/decision_notes.py</extracomment>
        <translation>加密保存且不可更改：以后的备注只作补充</translation>
    </message>
    <message>
        <source>It is thrown away when you write on, unless you keep it.</source>
        <extracomment>gui/panels/capture_review.py</extracomment>
        <translation>如不保留，继续书写时即丢弃。</translation>
    </message>
    <message>
        <source>It is yours. It holds weights and counts, no signature; but it learnt from people&apos;s signatures: give it away only as far as they agreed to that. Erasing a signer does not change what it has learnt.</source>
        <extracomment>gui/desk_models.py</extracomment>
        <translation>它属于您。其中只有权重和计数，没有签名；但它从他人的签名学习而来：请仅在他们同意的范围内提供给他人。擦除签名人不会改变它已学到的内容。</translation>
    </message>
    <message>
        <source>It is {name} who writes</source>
        <extracomment>gui/panels/reference_notices.py</extracomment>
        <translation>书写者确为 {name}</translation>
    </message>
    <message>
        <source>It keeps within what the references differ by; {word} comes nearest to that ({times:.1f} times).</source>
        <extracomment>verification/decision.py</extracomment>
        <translation>未超出参考签名之间的差异；{word}最接近该界限（{times:.1f} 倍）。</translation>
    </message>
    <message>
        <source>It opens the store from now on. It is not shown again.</source>
        <extracomment>gui/panels/protection.py</extracomment>
        <translation>从现在起可用它打开签名库。不会再次显示。</translation>
    </message>
    <message>
        <source>It opens where its keyring or key file is, and by its recovery key.</source>
        <extracomment>gui/panels/store_choice.py</extracomment>
        <translation>在有其钥匙串或密钥文件的机器上可打开，也可用其恢复密钥打开。</translation>
    </message>
    <message>
        <source>It was stopped. Nothing was changed.</source>
        <extracomment>progress.py, workflows/own_process.py</extracomment>
        <translation>已停止。没有更改任何内容。</translation>
    </message>
    <message>
        <source>Its SHA-256</source>
        <extracomment>gui/plots/report_model.py</extracomment>
        <translation>其 SHA-256</translation>
    </message>
    <message>
        <source>Its channel T counts in &apos;{unit}&apos;, which is no unit of time. Export it in ms or s.</source>
        <extracomment>ink/formats/inkml.py</extracomment>
        <translation>通道 T 的单位为“{unit}”，不是时间单位。请以 ms 或 s 导出。</translation>
    </message>
    <message>
        <source>Its checkpoint is kept: the same command goes on from there.</source>
        <extracomment>learning/training.py</extracomment>
        <translation>检查点已保留：同一命令可从该处继续。</translation>
    </message>
    <message>
        <source>Its files are gone, so that it cannot be brought back.</source>
        <extracomment>gui/panels/model_list.py</extracomment>
        <translation>其文件已不存在，无法恢复。</translation>
    </message>
    <message>
        <source>Its likelihood ratios reach {most} : 1 at most; beyond that its trials tell nothing.</source>
        <extracomment>gui/desk_models.py</extracomment>
        <translation>其似然比最高为 {most} : 1；超出此值，试验结果无法说明。</translation>
    </message>
    <message>
        <source>Its network takes no {count} functions a frame. Install or train the model again.</source>
        <extracomment>verification/fitting.py</extracomment>
        <translation>其网络不接受每帧 {count} 个函数。请重新安装或训练模型。</translation>
    </message>
    <message>
        <source>Its verdicts are those that you see.</source>
        <extracomment>gui/panels/model_list.py</extracomment>
        <translation>您看到的结论均由它作出。</translation>
    </message>
    <message>
        <source>JSON lines, signer and label in each</source>
        <extracomment>gui/panels/corpus_folders.py</extracomment>
        <translation>JSON lines，每行注明签名人和标注</translation>
    </message>
    <message>
        <source>Jiang et al. 2022 (DsDTW), section 3.2: convolution and two GRU layers, joined by time warping</source>
        <extracomment>networks/recurrent.py</extracomment>
        <translation>Jiang et al. 2022（DsDTW），3.2 节：卷积与两层 GRU，经时间规整连接</translation>
    </message>
    <message>
        <source>Jiang et al. 2022 (DsDTW), sections 3.2 and 3.3: frame-wise embeddings joined by time warping</source>
        <extracomment>networks/aligned_tdnn.py</extracomment>
        <translation>Jiang et al. 2022（DsDTW），3.2 和 3.3 节：逐帧嵌入经时间规整连接</translation>
    </message>
    <message>
        <source>Join another network</source>
        <extracomment>gui/panels/network_choice.py</extracomment>
        <translation>再加入一个网络</translation>
    </message>
    <message>
        <source>Join {part}</source>
        <extracomment>gui/panels/network_choice.py</extracomment>
        <translation>加入{part}</translation>
    </message>
    <message>
        <source>Keep</source>
        <extracomment>gui/demo.py, gui/panels/capture_review.py, gui/panels/retention_card.py</extracomment>
        <translation>保留</translation>
    </message>
    <message>
        <source>Keep a secret in this machine</source>
        <extracomment>gui/panels/protection.py</extracomment>
        <translation>在本机保存密钥</translation>
    </message>
    <message>
        <source>Keep it</source>
        <extracomment>gui/panels/erasing.py, gui/standing_questions.py</extracomment>
        <translation>保留</translation>
    </message>
    <message>
        <source>Keep it anyway</source>
        <extracomment>benchmarks/window.py, gui/demo.py, gui/panels/reference_notices.py</extracomment>
        <translation>仍然保留</translation>
    </message>
    <message>
        <source>Keep it for the corpus (Enter, on the pad)</source>
        <extracomment>gui/panels/capture_review.py</extracomment>
        <translation>保留到数据集中（在签名区按回车）</translation>
    </message>
    <message>
        <source>Keep one of the lines.</source>
        <extracomment>corpora/folders.py</extracomment>
        <translation>请只保留其中一行。</translation>
    </message>
    <message>
        <source>Keep one of them.</source>
        <extracomment>ink/formats/csv_ink.py</extracomment>
        <translation>请只保留其中一个。</translation>
    </message>
    <message>
        <source>Keep one signature in a file, or correct the number.</source>
        <extracomment>ink/formats/plain_text.py</extracomment>
        <translation>一个文件请只存一个签名，或修正该数字。</translation>
    </message>
    <message>
        <source>Keep or discard the last one first.</source>
        <extracomment>gui/panels/collect.py</extracomment>
        <translation>请先保留或丢弃上一个签名。</translation>
    </message>
    <message>
        <source>Keep signers in the data folder again</source>
        <extracomment>gui/panels/store_choice.py</extracomment>
        <translation>重新把签名人存放在数据文件夹中</translation>
    </message>
    <message>
        <source>Keep signers there from the next start</source>
        <extracomment>gui/panels/store_choice.py</extracomment>
        <translation>从下次启动起把签名人存放在那里</translation>
    </message>
    <message>
        <source>Keep the end of the chain</source>
        <extracomment>gui/panels/audit_check.py</extracomment>
        <translation>保存链尾</translation>
    </message>
    <message>
        <source>Keep the end of the chain elsewhere, and check by it later</source>
        <extracomment>gui/panels/audit_check.py</extracomment>
        <translation>把链尾保存在别处，以后据此核对</translation>
    </message>
    <message>
        <source>Keep the end of the chain…</source>
        <extracomment>gui/panels/audit_check.py</extracomment>
        <translation>保存链尾…</translation>
    </message>
    <message>
        <source>Keep the last one, leave it out, or simply sign once more in its place.</source>
        <extracomment>gui/panels/enrolment_steps.py</extracomment>
        <translation>可保留最后一个、不保留，或直接重新签一个代替它。</translation>
    </message>
    <message>
        <source>Keep the signer</source>
        <extracomment>gui/demo_questions.py, gui/panels/erasing.py, gui/panels/retention_card.py</extracomment>
        <translation>保留签名人</translation>
    </message>
    <message>
        <source>Keep them</source>
        <extracomment>gui/panels/erasing.py</extracomment>
        <translation>保留</translation>
    </message>
    <message>
        <source>Keep this recovery key</source>
        <extracomment>gui/panels/protection.py</extracomment>
        <translation>保存此恢复密钥</translation>
    </message>
    <message>
        <source>Keep this scale</source>
        <extracomment>gui/panels/card_measure.py</extracomment>
        <translation>保存此比例</translation>
    </message>
    <message>
        <source>Keep what is written above beside the decision</source>
        <extracomment>gui/panels/decision_notes.py</extracomment>
        <translation>将上方所写内容附于此判定</translation>
    </message>
    <message>
        <source>Keeping them…</source>
        <extracomment>gui/panels/corpus_transfer.py</extracomment>
        <translation>正在保存…</translation>
    </message>
    <message>
        <source>Kept for {key}: {told}</source>
        <extracomment>gui/panels/card_measure.py</extracomment>
        <translation>已为 {key} 保存：{told}</translation>
    </message>
    <message>
        <source>Kept until</source>
        <extracomment>gui/panels/retention_card.py</extracomment>
        <translation>保存至</translation>
    </message>
    <message>
        <source>Keys and operators</source>
        <extracomment>gui/audit_words.py</extracomment>
        <translation>密钥与操作员</translation>
    </message>
    <message>
        <source>Known ones are {known}.</source>
        <extracomment>ink/formats/csv_ink.py, ink/formats/json_lines.py</extracomment>
        <translation>已知的有 {known}。</translation>
    </message>
    <message>
        <source>Known ones are {known}; leave the colon out of free text.</source>
        <extracomment>ink/formats/csv_ink.py</extracomment>
        <translation>已知的有 {known}；自由文本中请勿使用冒号。</translation>
    </message>
    <message>
        <source>LR 1 : at least {figure}</source>
        <extracomment>verification/likelihood_ratio.py</extracomment>
        <translation>LR 1 : 至少 {figure}</translation>
    </message>
    <message>
        <source>LR at least {figure} : 1</source>
        <extracomment>verification/likelihood_ratio.py</extracomment>
        <translation>LR 至少 {figure} : 1</translation>
    </message>
    <message>
        <source>Label against a decision</source>
        <extracomment>gui/audit_words.py</extracomment>
        <translation>标签与判定相反</translation>
    </message>
    <message>
        <source>Label given</source>
        <extracomment>gui/audit_words.py</extracomment>
        <translation>已加标签</translation>
    </message>
    <message>
        <source>Label what is chosen:</source>
        <extracomment>gui/panels/collected_signatures.py</extracomment>
        <translation>将所选签名标记为：</translation>
    </message>
    <message>
        <source>Laid over each other</source>
        <extracomment>gui/panels/compare.py</extracomment>
        <translation>重叠</translation>
    </message>
    <message>
        <source>Language</source>
        <extracomment>gui/panels/settings_place.py</extracomment>
        <translation>语言</translation>
    </message>
    <message>
        <source>Last</source>
        <extracomment>gui/tables/collection_model.py</extracomment>
        <translation>最近</translation>
    </message>
    <message>
        <source>Last 30 days</source>
        <extracomment>gui/panels/day_span.py</extracomment>
        <translation>最近 30 天</translation>
    </message>
    <message>
        <source>Last 7 days</source>
        <extracomment>gui/panels/day_span.py</extracomment>
        <translation>最近 7 天</translation>
    </message>
    <message>
        <source>Last day</source>
        <extracomment>gui/panels/day_span.py</extracomment>
        <translation>截止日</translation>
    </message>
    <message>
        <source>Later</source>
        <extracomment>gui/panels/waiting_signatures.py, gui/window.py</extracomment>
        <translation>以后再说</translation>
    </message>
    <message>
        <source>Lay it beside the references (Ctrl+3)</source>
        <extracomment>gui/panels/attempts_notice.py</extracomment>
        <translation>与参考签名并排（Ctrl+3）</translation>
    </message>
    <message>
        <source>Lay the card here and draw along two edges that meet</source>
        <extracomment>gui/panels/card_measure.py</extracomment>
        <translation>将卡片放在这里，沿相接的两条边画线</translation>
    </message>
    <message>
        <source>Lay this signature beside a reference in Compare</source>
        <extracomment>gui/panels/decided.py</extracomment>
        <translation>在“比对”中将此签名与参考签名并排</translation>
    </message>
    <message>
        <source>Learn from</source>
        <extracomment>gui/panels/training_signers.py</extracomment>
        <translation>用于学习</translation>
    </message>
    <message>
        <source>Learn from a folder of recorded signatures too</source>
        <extracomment>gui/panels/corpus_folders.py</extracomment>
        <translation>也从签名记录文件夹学习</translation>
    </message>
    <message>
        <source>Learnt from</source>
        <extracomment>gui/plots/report_model.py</extracomment>
        <translation>学习自</translation>
    </message>
    <message>
        <source>Leave it as it is, and go on to the next</source>
        <extracomment>gui/panels/waiting_signatures.py</extracomment>
        <translation>保持原样，继续下一个</translation>
    </message>
    <message>
        <source>Leave it out</source>
        <extracomment>gui/demo_questions.py, gui/panels/reference_notices.py</extracomment>
        <translation>不保留</translation>
    </message>
    <message>
        <source>Leave network number {place} out</source>
        <extracomment>gui/panels/network_choice.py</extracomment>
        <translation>移除第 {place} 个网络</translation>
    </message>
    <message>
        <source>Leave out</source>
        <extracomment>gui/panels/training_signers.py</extracomment>
        <translation>不使用</translation>
    </message>
    <message>
        <source>Leave the last one out, or simply sign once more in its place.</source>
        <extracomment>gui/panels/enrolment_steps.py</extracomment>
        <translation>请弃用上一个签名，或直接重新书写以代替它。</translation>
    </message>
    <message>
        <source>Leave the scale as it was</source>
        <extracomment>gui/panels/card_measure.py</extracomment>
        <translation>保持原有比例</translation>
    </message>
    <message>
        <source>Leave this network out</source>
        <extracomment>gui/panels/network_choice.py</extracomment>
        <translation>移除此网络</translation>
    </message>
    <message>
        <source>Left out, with {number} more:</source>
        <extracomment>gui/panels/corpus_transfer.py</extracomment>
        <translation>未导入（另有 {number} 个）：</translation>
    </message>
    <message>
        <source>Left out:</source>
        <extracomment>gui/panels/corpus_transfer.py</extracomment>
        <translation>未导入：</translation>
    </message>
    <message>
        <source>Left: the window is mirrored</source>
        <extracomment>gui/panels/settings_place.py</extracomment>
        <translation>左手：窗口左右对调</translation>
    </message>
    <message>
        <source>Let a signature be verified</source>
        <extracomment>gui/panels/review.py</extracomment>
        <translation>核验一个签名</translation>
    </message>
    <message>
        <source>Let the signer write some first.</source>
        <extracomment>gui/panels/verify.py</extracomment>
        <translation>请签名人先书写几个。</translation>
    </message>
    <message>
        <source>Let the training wait; nothing is lost</source>
        <extracomment>gui/panels/training_controls.py</extracomment>
        <translation>让训练等待；不会丢失任何内容</translation>
    </message>
    <message>
        <source>Light</source>
        <extracomment>gui/panels/settings_place.py</extracomment>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Like another signer&apos;s</source>
        <extracomment>gui/panels/reference_notices.py</extracomment>
        <translation>与他人签名相近</translation>
    </message>
    <message>
        <source>Likelihood ratio not kept</source>
        <extracomment>gui/panels/decided.py</extracomment>
        <translation>未保存似然比</translation>
    </message>
    <message>
        <source>Likelihood ratio: {not_kept}.</source>
        <extracomment>gui/plots/decision_report.py</extracomment>
        <translation>似然比：{not_kept}。</translation>
    </message>
    <message>
        <source>Limit of attempts set</source>
        <extracomment>gui/audit_words.py</extracomment>
        <translation>已设尝试次数上限</translation>
    </message>
    <message>
        <source>Limits</source>
        <extracomment>gui/desk_models.py, gui/plots/comparison_sheet.py, gui/plots/decision_report.py</extracomment>
        <translation>局限</translation>
    </message>
    <message>
        <source>Line of {name}</source>
        <extracomment>gui/capture/ink_sheet.py</extracomment>
        <translation>{name} 的签名线</translation>
    </message>
    <message>
        <source>Loading the model…</source>
        <extracomment>gui/panels/status_line.py</extracomment>
        <translation>正在加载模型…</translation>
    </message>
    <message>
        <source>Local cost</source>
        <extracomment>gui/panels/comparison_figures.py</extracomment>
        <translation>局部代价</translation>
    </message>
    <message>
        <source>Local: how far two frames are apart. Accumulated: what the best path to them costs</source>
        <extracomment>gui/panels/comparison_figures.py</extracomment>
        <translation>局部：两帧之间的差距；累计：到达该处的最佳路径的代价</translation>
    </message>
    <message>
        <source>Lock</source>
        <extracomment>gui/panels/protection.py</extracomment>
        <translation>锁定</translation>
    </message>
    <message>
        <source>Lock now</source>
        <extracomment>gui/panels/protection.py</extracomment>
        <translation>立即锁定</translation>
    </message>
    <message>
        <source>Lock the store (Ctrl+L)</source>
        <extracomment>gui/panels/protection.py</extracomment>
        <translation>锁定签名库（Ctrl+L）</translation>
    </message>
    <message>
        <source>Lock the store after</source>
        <extracomment>gui/panels/protection.py</extracomment>
        <translation>自动锁定签名库</translation>
    </message>
    <message>
        <source>Locked</source>
        <extracomment>gui/panels/lock_page.py</extracomment>
        <translation>已锁定</translation>
    </message>
    <message>
        <source>Look</source>
        <extracomment>gui/panels/settings_place.py, gui/panels/store_choice.py</extracomment>
        <translation>外观</translation>
    </message>
    <message>
        <source>Look at it in Compare</source>
        <extracomment>gui/panels/attempts_notice.py</extracomment>
        <translation>在“比对”中查看</translation>
    </message>
    <message>
        <source>Look whether any entry was changed, removed, put in or moved</source>
        <extracomment>gui/panels/audit_check.py</extracomment>
        <translation>查看是否有条目被更改、移除、插入或移动</translation>
    </message>
    <message>
        <source>Looked for whose it is</source>
        <extracomment>gui/audit_words.py</extracomment>
        <translation>查找属于谁</translation>
    </message>
    <message>
        <source>Looking for files…</source>
        <extracomment>gui/panels/corpus_transfer.py</extracomment>
        <translation>正在查找文件…</translation>
    </message>
    <message>
        <source>Looking up what is there…</source>
        <extracomment>gui/panels/collection_table.py</extracomment>
        <translation>正在查找已有内容…</translation>
    </message>
    <message>
        <source>Looking…</source>
        <extracomment>gui/panels/store_choice.py</extracomment>
        <translation>正在查看…</translation>
    </message>
    <message>
        <source>Loss</source>
        <extracomment>gui/panels/network_choice.py, gui/panels/training_curves.py</extracomment>
        <translation>损失</translation>
    </message>
    <message>
        <source>Loss against training step</source>
        <extracomment>gui/plots/training_plots.py</extracomment>
        <translation>损失随训练步数的变化</translation>
    </message>
    <message>
        <source>Loss by which the networks learn</source>
        <extracomment>gui/panels/network_choice.py</extracomment>
        <translation>网络学习所用的损失</translation>
    </message>
    <message>
        <source>Machine remembered</source>
        <extracomment>gui/audit_words.py</extracomment>
        <translation>已记住此机器</translation>
    </message>
    <message>
        <source>Machines forgotten</source>
        <extracomment>gui/audit_words.py</extracomment>
        <translation>已忘记机器</translation>
    </message>
    <message>
        <source>Made</source>
        <extracomment>gui/panels/model_list.py, gui/plots/report_model.py</extracomment>
        <translation>制作日期</translation>
    </message>
    <message>
        <source>Make a new one in its place</source>
        <extracomment>gui/panels/protection.py</extracomment>
        <translation>重新生成</translation>
    </message>
    <message>
        <source>Make a recovery key</source>
        <extracomment>gui/panels/protection.py</extracomment>
        <translation>生成恢复密钥</translation>
    </message>
    <message>
        <source>Make no more; those that are there stay</source>
        <extracomment>gui/panels/sample_offer.py</extracomment>
        <translation>不再生成；已有的保留</translation>
    </message>
    <message>
        <source>Make one</source>
        <extracomment>gui/standing_questions.py</extracomment>
        <translation>生成</translation>
    </message>
    <message>
        <source>Make signers who do not exist, to look around</source>
        <extracomment>gui/panels/sample_offer.py</extracomment>
        <translation>生成虚构的签名人以便了解程序</translation>
    </message>
    <message>
        <source>Make sure that it is {name} who writes, and is enrolled here for the first time.</source>
        <extracomment>gui/panels/reference_notices.py</extracomment>
        <translation>请确认书写者是 {name}，且首次在此登记。</translation>
    </message>
    <message>
        <source>Map of signatures</source>
        <extracomment>gui/panels/training_curves.py</extracomment>
        <translation>签名分布图</translation>
    </message>
    <message>
        <source>Map of signatures of signers set apart</source>
        <extracomment>gui/plots/signature_map_plot.py</extracomment>
        <translation>预留签名人的签名分布图</translation>
    </message>
    <message>
        <source>Measure once more</source>
        <extracomment>gui/panels/card_measure.py</extracomment>
        <translation>重新测量</translation>
    </message>
    <message>
        <source>Measure with a card</source>
        <extracomment>gui/panels/card_measure.py</extracomment>
        <translation>用卡片测量</translation>
    </message>
    <message>
        <source>Measure: drag a line for its length and angle</source>
        <extracomment>gui/panels/compare.py</extracomment>
        <translation>测量：拖出一条线，查看长度和角度</translation>
    </message>
    <message>
        <source>Measuring fold {number} of {folds}</source>
        <extracomment>workflows/training.py</extracomment>
        <translation>正在测量第 {number} 折，共 {folds} 折</translation>
    </message>
    <message>
        <source>Measuring signers kept apart</source>
        <extracomment>workflows/training.py</extracomment>
        <translation>正在测量单独留出的签名人</translation>
    </message>
    <message>
        <source>Measuring the pace</source>
        <extracomment>workflows/training.py</extracomment>
        <translation>正在测量速度</translation>
    </message>
    <message>
        <source>Mend it, or remove it.</source>
        <extracomment>ink/formats/inkml_document.py</extracomment>
        <translation>请修正，或将其删除。</translation>
    </message>
    <message>
        <source>Mend that line.</source>
        <extracomment>corpora/folders.py</extracomment>
        <translation>请修正该行。</translation>
    </message>
    <message>
        <source>Mend that list.</source>
        <extracomment>ink/formats/json_lines.py</extracomment>
        <translation>请修正该列表。</translation>
    </message>
    <message>
        <source>Mend that value.</source>
        <extracomment>ink/formats/capture_facts.py, ink/formats/csv_ink.py, ink/formats/inkml_document.py, ink/formats/json_lines.py, ink/formats/mcyt.py, ink/formats/plain_text.py, ink/formats/susig.py, ink/formats/svc2004.py</extracomment>
        <translation>请修正该值。</translation>
    </message>
    <message>
        <source>Mend the format.</source>
        <extracomment>ink/formats/inkml_document.py</extracomment>
        <translation>请修正格式声明。</translation>
    </message>
    <message>
        <source>Mend the quotes.</source>
        <extracomment>ink/formats/capture_facts.py</extracomment>
        <translation>请修正引号。</translation>
    </message>
    <message>
        <source>Millimetres</source>
        <extracomment>ink/device_verdict.py</extracomment>
        <translation>毫米</translation>
    </message>
    <message>
        <source>Mind</source>
        <extracomment>ink/device_verdict.py</extracomment>
        <translation>注意</translation>
    </message>
    <message>
        <source>Minutes</source>
        <extracomment>gui/panels/training_plan.py</extracomment>
        <translation>分钟</translation>
    </message>
    <message>
        <source>Minutes that learning may take in all</source>
        <extracomment>gui/panels/training_plan.py</extracomment>
        <translation>学习总共可用的分钟数</translation>
    </message>
    <message>
        <source>Model</source>
        <extracomment>gui/panels/decided.py, gui/panels/model_list.py, gui/plots/report_model.py, gui/tables/decision_model.py</extracomment>
        <translation>模型</translation>
    </message>
    <message>
        <source>Model &apos;{name}&apos; is not calibrated for {references} reference(s). Train it again.</source>
        <extracomment>verification/card.py</extracomment>
        <translation>模型“{name}”未针对 {references} 个参考签名校准。请重新训练。</translation>
    </message>
    <message>
        <source>Model brought back</source>
        <extracomment>gui/audit_words.py</extracomment>
        <translation>模型已恢复</translation>
    </message>
    <message>
        <source>Model card</source>
        <extracomment>gui/panels/model_list.py</extracomment>
        <translation>模型卡</translation>
    </message>
    <message>
        <source>Model changed</source>
        <extracomment>gui/panels/training_outcome.py</extracomment>
        <translation>模型已更换</translation>
    </message>
    <message>
        <source>Model in use</source>
        <extracomment>gui/panels/status_line.py, gui/panels/training_outcome.py</extracomment>
        <translation>现用模型</translation>
    </message>
    <message>
        <source>Model put to use</source>
        <extracomment>gui/audit_words.py</extracomment>
        <translation>模型已启用</translation>
    </message>
    <message>
        <source>Model trained</source>
        <extracomment>gui/audit_words.py</extracomment>
        <translation>模型已训练</translation>
    </message>
    <message>
        <source>Model {name} · {sha256}</source>
        <extracomment>gui/window.py</extracomment>
        <translation>模型 {name} · {sha256}</translation>
    </message>
    <message>
        <source>Models</source>
        <extracomment>gui/audit_words.py, gui/panels/model_list.py, gui/panels/training_pages.py</extracomment>
        <translation>模型</translation>
    </message>
    <message>
        <source>Moment of the replay</source>
        <extracomment>gui/panels/replay_bar.py</extracomment>
        <translation>回放时刻</translation>
    </message>
    <message>
        <source>Moment of the replay; arrow keys go on by one frame, Page Up and Down by ten</source>
        <extracomment>gui/panels/replay_bar.py</extracomment>
        <translation>回放时刻；方向键移动一帧，Page Up/Down 移动十帧</translation>
    </message>
    <message>
        <source>Months after which references count as old</source>
        <extracomment>gui/panels/settings_place.py</extracomment>
        <translation>参考签名视为陈旧的月数</translation>
    </message>
    <message>
        <source>Most like {name}</source>
        <extracomment>gui/panels/candidates.py</extracomment>
        <translation>最接近 {name}</translation>
    </message>
    <message>
        <source>Mouse</source>
        <extracomment>gui/capture/devices.py, gui/plots/report_items.py</extracomment>
        <translation>鼠标</translation>
    </message>
    <message>
        <source>Name</source>
        <extracomment>gui/panels/lock_page.py, gui/panels/signer_details.py</extracomment>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Name and parts</source>
        <extracomment>gui/panels/model_list.py</extracomment>
        <translation>名称与组成</translation>
    </message>
    <message>
        <source>Name of the forger</source>
        <extracomment>gui/panels/collect_plan.py</extracomment>
        <translation>摹仿者姓名</translation>
    </message>
    <message>
        <source>Name of the new operator</source>
        <extracomment>gui/panels/operators_card.py</extracomment>
        <translation>新操作员的姓名</translation>
    </message>
    <message>
        <source>Name of the new signer</source>
        <extracomment>gui/panels/signer_list.py</extracomment>
        <translation>新签名人的姓名</translation>
    </message>
    <message>
        <source>Name that you sign in by</source>
        <extracomment>gui/panels/lock_page.py</extracomment>
        <translation>登录姓名</translation>
    </message>
    <message>
        <source>Name the file&apos;s own format, or restore the header.</source>
        <extracomment>ink/formats/susig.py</extracomment>
        <translation>请指定文件实际的格式，或恢复标题行。</translation>
    </message>
    <message>
        <source>Name the file&apos;s own format.</source>
        <extracomment>ink/formats/inkml_document.py, ink/formats/iso19794_7.py, ink/formats/svc2004.py, ink/formats/uim_container.py</extracomment>
        <translation>请指定文件实际的格式。</translation>
    </message>
    <message>
        <source>Name to sign in by</source>
        <extracomment>gui/panels/operators_card.py</extracomment>
        <translation>登录姓名</translation>
    </message>
    <message>
        <source>Name {not_kept}</source>
        <extracomment>gui/panels/decided.py</extracomment>
        <translation>名称{not_kept}</translation>
    </message>
    <message>
        <source>Name, then Enter</source>
        <extracomment>gui/panels/signer_list.py</extracomment>
        <translation>输入姓名后按回车</translation>
    </message>
    <message>
        <source>Neither device told any pressure.</source>
        <extracomment>gui/plots/ink_drawing.py</extracomment>
        <translation>两台设备都没有提供压力。</translation>
    </message>
    <message>
        <source>Network to join, number {place}</source>
        <extracomment>gui/panels/network_choice.py</extracomment>
        <translation>要加入的网络，第 {place} 个</translation>
    </message>
    <message>
        <source>Network to train</source>
        <extracomment>gui/panels/network_choice.py</extracomment>
        <translation>要训练的网络</translation>
    </message>
    <message>
        <source>Never</source>
        <extracomment>gui/panels/settings_place.py, gui/standing_questions.py</extracomment>
        <translation>从不</translation>
    </message>
    <message>
        <source>Never by itself</source>
        <extracomment>gui/panels/protection.py</extracomment>
        <translation>从不自动锁定</translation>
    </message>
    <message>
        <source>Never changes: always {highest:g}</source>
        <extracomment>ink/device_verdict.py</extracomment>
        <translation>从不变化：始终为 {highest:g}</translation>
    </message>
    <message>
        <source>New ones take the old ones&apos; place, one by one</source>
        <extracomment>gui/panels/enrol.py</extracomment>
        <translation>新签名逐个取代旧签名</translation>
    </message>
    <message>
        <source>New passphrase</source>
        <extracomment>gui/panels/protection.py</extracomment>
        <translation>新口令</translation>
    </message>
    <message>
        <source>New passphrase once more</source>
        <extracomment>gui/panels/protection.py</extracomment>
        <translation>再次输入新口令</translation>
    </message>
    <message>
        <source>New password</source>
        <extracomment>gui/panels/operators_card.py</extracomment>
        <translation>新密码</translation>
    </message>
    <message>
        <source>New password of {name}</source>
        <extracomment>gui/panels/operators_card.py</extracomment>
        <translation>{name} 的新密码</translation>
    </message>
    <message>
        <source>New session</source>
        <extracomment>gui/panels/collect_plan.py</extracomment>
        <translation>新场次</translation>
    </message>
    <message>
        <source>New signer</source>
        <extracomment>gui/panels/enrol.py, gui/panels/signer_list.py</extracomment>
        <translation>新签名人</translation>
    </message>
    <message>
        <source>No attempt left</source>
        <extracomment>gui/panels/attempts_notice.py</extracomment>
        <translation>尝试次数已用完</translation>
    </message>
    <message>
        <source>No decision</source>
        <extracomment>gui/panels/verify.py</extracomment>
        <translation>未作判定</translation>
    </message>
    <message>
        <source>No decision fits what is asked for above.</source>
        <extracomment>gui/panels/review.py</extracomment>
        <translation>没有符合上述条件的判定。</translation>
    </message>
    <message>
        <source>No entry fits what is asked for above.</source>
        <extracomment>gui/panels/audit.py</extracomment>
        <translation>没有条目符合上面的条件。</translation>
    </message>
    <message>
        <source>No entry tells why there is no {rows}.</source>
        <extracomment>storage/chain_check.py</extracomment>
        <translation>没有条目说明为何缺少{rows}。</translation>
    </message>
    <message>
        <source>No error on the signers set apart: there is no curve to draw.</source>
        <extracomment>gui/plots/det_plot.py</extracomment>
        <translation>预留签名人上没有错误：没有曲线可画。</translation>
    </message>
    <message>
        <source>No file can be made at &apos;{name}&apos;: &apos;{folder}&apos; may not be written. Choose another place.</source>
        <extracomment>storage/looking.py</extracomment>
        <translation>无法在“{name}”创建文件：“{folder}”不可写。请选择其他位置。</translation>
    </message>
    <message>
        <source>No further folder: only what was collected here, and synthetic signers.</source>
        <extracomment>gui/panels/corpus_folders.py</extracomment>
        <translation>没有其他文件夹：只使用此处采集的签名和合成签名人。</translation>
    </message>
    <message>
        <source>No further signature is taken at the moment. A person decides.</source>
        <extracomment>gui/panels/verify.py</extracomment>
        <translation>目前不再接受签名。由人工决定。</translation>
    </message>
    <message>
        <source>No genuine signature to imitate yet.</source>
        <extracomment>gui/panels/forgery_target.py</extracomment>
        <translation>尚无可供摹仿的真实签名。</translation>
    </message>
    <message>
        <source>No likelihood ratio: choose the signer in the list whose references it is to be weighed against.</source>
        <extracomment>gui/panels/comparison_figures.py</extracomment>
        <translation>没有似然比：请在列表中选择以其参考签名作比对的签名人。</translation>
    </message>
    <message>
        <source>No likelihood ratio: the questioned signature is the only reference; it is not weighed against itself.</source>
        <extracomment>gui/panels/comparison_figures.py</extracomment>
        <translation>没有似然比：待检签名是唯一的参考签名，不能与自身比对。</translation>
    </message>
    <message>
        <source>No likelihood ratio: there is no model in use.</source>
        <extracomment>gui/panels/comparison_figures.py</extracomment>
        <translation>没有似然比：当前没有模型。</translation>
    </message>
    <message>
        <source>No likelihood ratio: {signer} has no references yet.</source>
        <extracomment>gui/panels/comparison_figures.py</extracomment>
        <translation>没有似然比：{signer} 尚无参考签名。</translation>
    </message>
    <message>
        <source>No machine opens the store with nothing typed</source>
        <extracomment>gui/panels/protection.py</extracomment>
        <translation>没有机器可免输入打开签名库</translation>
    </message>
    <message>
        <source>No model</source>
        <extracomment>gui/window.py</extracomment>
        <translation>没有模型</translation>
    </message>
    <message>
        <source>No more sample signers are made.</source>
        <extracomment>workflows/sampling.py</extracomment>
        <translation>不再生成示例签名人。</translation>
    </message>
    <message>
        <source>No pen seen yet; a mouse works too</source>
        <extracomment>gui/panels/status_line.py</extracomment>
        <translation>尚未检测到笔；也可使用鼠标</translation>
    </message>
    <message>
        <source>No point came twice</source>
        <extracomment>ink/device_verdict.py</extracomment>
        <translation>没有重复的采样点</translation>
    </message>
    <message>
        <source>No point in the air was seen</source>
        <extracomment>ink/device_verdict.py</extracomment>
        <translation>未见悬空采样点</translation>
    </message>
    <message>
        <source>No pressure was measured.</source>
        <extracomment>ink/quality.py</extracomment>
        <translation>没有测得压力。</translation>
    </message>
    <message>
        <source>No process can be started beside this one: {strerror}. Close other programs, then try again.</source>
        <extracomment>workflows/own_process.py</extracomment>
        <translation>无法在本程序之外再启动一个进程：{strerror}。请关闭其他程序，然后重试。</translation>
    </message>
    <message>
        <source>No retraining of this plan was stopped. Begin anew.</source>
        <extracomment>workflows/retraining.py</extracomment>
        <translation>没有按此计划中止的重新训练。请重新开始。</translation>
    </message>
    <message>
        <source>No scale is kept yet.</source>
        <extracomment>gui/panels/card_measure.py</extracomment>
        <translation>尚未保存比例。</translation>
    </message>
    <message>
        <source>No signature was judged by a network that had learnt from its signer, but the calibration and its lines were set on these same trials: on other signers errors may be more frequent.</source>
        <extracomment>gui/plots/report_model.py</extracomment>
        <translation>评判每个签名的网络都未曾学习过其签名人，但校准及其阈值正是按这些试验设定的：对其他签名人，错误可能更多。</translation>
    </message>
    <message>
        <source>No signer chosen</source>
        <extracomment>gui/capture/ink_sheet.py</extracomment>
        <translation>未选择签名人</translation>
    </message>
    <message>
        <source>No signer has scores, so there is no mean over signers. Score at least one signer.</source>
        <extracomment>evaluation/error_rates.py</extracomment>
        <translation>没有签名人有得分，无法对签名人求平均。请至少为一位签名人评分。</translation>
    </message>
    <message>
        <source>No signer has that name.</source>
        <extracomment>gui/panels/signer_list.py</extracomment>
        <translation>没有此姓名的签名人。</translation>
    </message>
    <message>
        <source>No signer has two genuine signatures that can be compared. Add signers.</source>
        <extracomment>verification/trials.py</extracomment>
        <translation>没有签名人有两个可以比较的真实签名。请添加签名人。</translation>
    </message>
    <message>
        <source>No signer has two genuine signatures that can be compared. Collect more.</source>
        <extracomment>workflows/calibrating.py</extracomment>
        <translation>没有签名人有两个可以比较的真实签名。请采集更多签名。</translation>
    </message>
    <message>
        <source>No signer of &apos;{corpus}&apos; has {references} genuine signatures. Choose another corpus.</source>
        <extracomment>gui/demo.py</extracomment>
        <translation>“{corpus}”中没有签名人有 {references} 个真实签名。请选择其他数据集。</translation>
    </message>
    <message>
        <source>No signer of corpus &apos;{corpus}&apos; has enough genuine signatures for {references} reference(s) and a test with the draw &apos;{draw}&apos;. Ask for fewer references.</source>
        <extracomment>corpora/protocol.py</extracomment>
        <translation>数据集“{corpus}”中没有签名人有足够的真实签名，可按抽取方式“{draw}”取 {references} 个参考签名并留下一个测试。请减少参考签名。</translation>
    </message>
    <message>
        <source>No signer of corpus &apos;{corpus}&apos; with forgeries has enough genuine signatures for {references} reference(s). Ask for fewer references, or for random forgeries.</source>
        <extracomment>workflows/evaluating.py</extracomment>
        <translation>数据集“{corpus}”中有伪造签名的签名人都没有足够的真实签名用作 {references} 个参考签名。请减少参考签名，或改用随机伪造。</translation>
    </message>
    <message>
        <source>No signer was tested in this draw. Use references that can be compared.</source>
        <extracomment>evaluation/repeated_draws.py</extracomment>
        <translation>此次抽取没有测试任何签名人。请使用可以比较的参考签名。</translation>
    </message>
    <message>
        <source>No single side stands out; the sum of small differences is larger than the references allow.</source>
        <extracomment>verification/decision.py</extracomment>
        <translation>没有哪一方面特别突出；但各项小差异之和超出参考签名所容许的范围。</translation>
    </message>
    <message>
        <source>No worse: neither model made an error on these {signers} signers, so that a small difference cannot be seen.</source>
        <extracomment>workflows/retrain_verdict.py</extracomment>
        <translation>不差于现用模型：两个模型在这 {signers} 位签名人上都没有出错，因此看不出细微差别。</translation>
    </message>
    <message>
        <source>No worse: the error rate changes by {span}, within the margin of {margin}.</source>
        <extracomment>workflows/retrain_verdict.py</extracomment>
        <translation>不差于现用模型：错误率变化 {span}，在允许的 {margin} 以内。</translation>
    </message>
    <message>
        <source>Nobody had to sign in.</source>
        <extracomment>gui/panels/audit_entry.py</extracomment>
        <translation>当时无需登录。</translation>
    </message>
    <message>
        <source>Nobody has references yet. Enrol signers first.</source>
        <extracomment>workflows/identifying.py</extracomment>
        <translation>尚无任何参考签名。请先登记签名人。</translation>
    </message>
    <message>
        <source>Nobody has said yet what it was.</source>
        <extracomment>gui/words.py</extracomment>
        <translation>尚无人标注其真伪。</translation>
    </message>
    <message>
        <source>Nobody is set apart: there are too few signers to spare any, so there is no error to show.</source>
        <extracomment>gui/plots/training_plots.py</extracomment>
        <translation>没有预留签名人：签名人太少，因此没有错误率可显示。</translation>
    </message>
    <message>
        <source>Nobody is set apart: there are too few signers to spare any.</source>
        <extracomment>gui/plots/det_plot.py, gui/plots/signature_map_plot.py</extracomment>
        <translation>没有预留签名人：签名人太少。</translation>
    </message>
    <message>
        <source>Nobody knows: it is not learnt from (U)</source>
        <extracomment>gui/panels/collected_signatures.py</extracomment>
        <translation>真伪不明：不用于学习（U）</translation>
    </message>
    <message>
        <source>Nobody says yet who writes; it is not learnt from until somebody does</source>
        <extracomment>gui/panels/collect_plan.py</extracomment>
        <translation>暂不说明由谁书写；在标注之前不用于学习</translation>
    </message>
    <message>
        <source>Nobody signs in here by that name and password. Type both again.</source>
        <extracomment>storage/unlocking.py</extracomment>
        <translation>没有以此名称和密码登录的人。请重新输入两者。</translation>
    </message>
    <message>
        <source>Nobody signs in: whoever opens the store may do everything. Add an administrator first, then the others; from then on each opens the store by name and password, and passphrase, keyring and key file open it no more.</source>
        <extracomment>gui/panels/operators_card.py</extracomment>
        <translation>目前无需登录：打开签名库者可作任何操作。请先添加管理员，再添加其他人；此后每人以姓名和密码打开签名库，口令、钥匙串和密钥文件不再能打开它。</translation>
    </message>
    <message>
        <source>Nobody stands out</source>
        <extracomment>gui/panels/candidates.py</extracomment>
        <translation>没有明显的对应者</translation>
    </message>
    <message>
        <source>Nobody wrote a note.</source>
        <extracomment>gui/plots/decision_report.py</extracomment>
        <translation>没有备注。</translation>
    </message>
    <message>
        <source>None</source>
        <extracomment>ink/device_verdict.py</extracomment>
        <translation>无</translation>
    </message>
    <message>
        <source>None in this recording: the times were laid out by a rate</source>
        <extracomment>ink/device_verdict.py</extracomment>
        <translation>此记录中没有：时间是按采样率推算的</translation>
    </message>
    <message>
        <source>None of these signers has a labelled signature. Label some first, then export.</source>
        <extracomment>workflows/corpus_folder.py</extracomment>
        <translation>这些签名人都没有已标注的签名。请先标注，再导出。</translation>
    </message>
    <message>
        <source>None while the pen moved</source>
        <extracomment>ink/device_verdict.py</extracomment>
        <translation>笔移动时没有</translation>
    </message>
    <message>
        <source>Not calibrated across sessions: hands differ more from day to day than it was shown.</source>
        <extracomment>gui/desk_models.py, gui/plots/report_model.py</extracomment>
        <translation>未跨场次校准：书写者不同日期之间的差异大于它所见过的。</translation>
    </message>
    <message>
        <source>Not compared, for what is stored of them cannot be read: {names}.</source>
        <extracomment>gui/words.py</extracomment>
        <translation>未比对，因为其存储内容无法读取：{names}。</translation>
    </message>
    <message>
        <source>Not decided</source>
        <extracomment>gui/panels/waiting_signatures.py</extracomment>
        <translation>未判定</translation>
    </message>
    <message>
        <source>Not enough evidence: of signers that neither model has seen, {signers} can be compared; at least {fewest} are needed. The old model stays.</source>
        <extracomment>workflows/retrain_verdict.py</extracomment>
        <translation>证据不足：两个模型都未见过的签名人只有 {signers} 位可供比较；至少需要 {fewest} 位。保留现用模型。</translation>
    </message>
    <message>
        <source>Not enough evidence: the error rate changes by {span}, and at most {margin} is allowed. The old model stays.</source>
        <extracomment>workflows/retrain_verdict.py</extracomment>
        <translation>证据不足：错误率变化 {span}，而最多允许 {margin}。保留现用模型。</translation>
    </message>
    <message>
        <source>Not finished: go on when the pen is back. &apos;Done&apos; takes it as it is, &apos;Clear&apos; begins anew.</source>
        <extracomment>gui/capture/presence.py</extracomment>
        <translation>尚未写完：笔恢复后可接着写。“完成”把已写部分当作全部，“清除”则重新开始。</translation>
    </message>
    <message>
        <source>Not kept</source>
        <extracomment>gui/panels/decided.py, gui/tables/decision_model.py</extracomment>
        <translation>未保存</translation>
    </message>
    <message>
        <source>Not known</source>
        <extracomment>gui/panels/decided.py, gui/panels/verdict.py</extracomment>
        <translation>不详</translation>
    </message>
    <message>
        <source>Not like the others</source>
        <extracomment>gui/panels/reference_notices.py</extracomment>
        <translation>与其他签名不同</translation>
    </message>
    <message>
        <source>Not measured: sizes of two devices cannot be compared</source>
        <extracomment>ink/device_verdict.py</extracomment>
        <translation>未测定：不同设备上的大小无法比较</translation>
    </message>
    <message>
        <source>Not now</source>
        <extracomment>gui/standing_questions.py</extracomment>
        <translation>暂不</translation>
    </message>
    <message>
        <source>Not on {signers}.</source>
        <extracomment>gui/panels/training_split.py</extracomment>
        <translation>以下除外：{signers}。</translation>
    </message>
    <message>
        <source>Not told by the device</source>
        <extracomment>ink/device_verdict.py</extracomment>
        <translation>设备未提供</translation>
    </message>
    <message>
        <source>Note</source>
        <extracomment>gui/panels/decision_notes.py, gui/plots/decision_report.py</extracomment>
        <translation>备注</translation>
    </message>
    <message>
        <source>Note</source>
        <comment>state of a fact</comment>
        <extracomment>ink/device_verdict.py</extracomment>
        <translation>说明</translation>
    </message>
    <message>
        <source>Note it</source>
        <extracomment>gui/panels/retention_card.py</extracomment>
        <translation>记录</translation>
    </message>
    <message>
        <source>Note on the forger&apos;s skill</source>
        <extracomment>gui/panels/collect_plan.py</extracomment>
        <translation>关于摹仿者熟练程度的备注</translation>
    </message>
    <message>
        <source>Note or reason</source>
        <extracomment>gui/panels/decision_notes.py</extracomment>
        <translation>备注或理由</translation>
    </message>
    <message>
        <source>Note written</source>
        <extracomment>gui/audit_words.py</extracomment>
        <translation>已写备注</translation>
    </message>
    <message>
        <source>Noted.</source>
        <extracomment>gui/panels/retention_card.py</extracomment>
        <translation>已记录。</translation>
    </message>
    <message>
        <source>Noted: a forgery. It may be used for retraining.</source>
        <extracomment>gui/panels/verdict.py</extracomment>
        <translation>已标注：伪造。可用于重新训练。</translation>
    </message>
    <message>
        <source>Noted: really genuine. It may be used for retraining.</source>
        <extracomment>gui/panels/verdict.py</extracomment>
        <translation>已标注：确为真实。可用于重新训练。</translation>
    </message>
    <message>
        <source>Notes</source>
        <extracomment>gui/panels/decision_notes.py, gui/plots/decision_report.py, gui/tables/decision_model.py</extracomment>
        <translation>备注</translation>
    </message>
    <message>
        <source>Notes and overrides</source>
        <extracomment>gui/tables/decision_model.py</extracomment>
        <translation>备注与改判</translation>
    </message>
    <message>
        <source>Nothing can be measured on corpus &apos;{corpus}&apos;. {found}</source>
        <extracomment>workflows/evaluating.py</extracomment>
        <translation>数据集“{corpus}”上无法测量任何内容。{found}</translation>
    </message>
    <message>
        <source>Nothing else opens this store. Set a passphrase instead; keyring and key file go then.</source>
        <extracomment>storage/unlocking.py</extracomment>
        <translation>没有其他方式可打开此签名库。请改为设置口令；钥匙串和密钥文件随之失效。</translation>
    </message>
    <message>
        <source>Nothing has been collected yet. Enrol signers, and label the signatures you verify.</source>
        <extracomment>workflows/collected.py</extracomment>
        <translation>尚未采集任何签名。请登记签名人，并为核验的签名作标注。</translation>
    </message>
    <message>
        <source>Nothing is learnt from the chosen signers: they serve this comparison, and later ones</source>
        <extracomment>gui/panels/training_signers.py</extracomment>
        <translation>不从所选签名人学习：他们用于本次及以后的比较</translation>
    </message>
    <message>
        <source>Nothing of a later day is shown</source>
        <extracomment>gui/panels/day_span.py</extracomment>
        <translation>不显示更晚日期的内容</translation>
    </message>
    <message>
        <source>Nothing of an earlier day is shown</source>
        <extracomment>gui/panels/day_span.py</extracomment>
        <translation>不显示更早日期的内容</translation>
    </message>
    <message>
        <source>Nothing to undo</source>
        <extracomment>gui/panels/collected_signatures.py</extracomment>
        <translation>没有可撤销的操作</translation>
    </message>
    <message>
        <source>Nothing waits for a word. What is verified and not labelled there stands here.</source>
        <extracomment>gui/panels/waiting_signatures.py</extracomment>
        <translation>没有等待标注的签名。已核验而未标注的签名会列在这里。</translation>
    </message>
    <message>
        <source>Nothing was decided. The signature is in the journal: keep or discard it above, or sign anew.</source>
        <extracomment>gui/panels/verify.py</extracomment>
        <translation>未作判定。签名在日志中：可在上方保留或丢弃，或重新签名。</translation>
    </message>
    <message>
        <source>Nothing was imported.</source>
        <extracomment>gui/panels/corpus_transfer.py</extracomment>
        <translation>没有导入任何签名。</translation>
    </message>
    <message>
        <source>Nothing written here is kept.</source>
        <extracomment>gui/panels/tablet.py</extracomment>
        <translation>这里书写的内容不会保存。</translation>
    </message>
    <message>
        <source>Now in {place}</source>
        <extracomment>gui/panels/store_choice.py</extracomment>
        <translation>现存放于 {place}</translation>
    </message>
    <message>
        <source>Number</source>
        <extracomment>gui/plots/report_items.py</extracomment>
        <translation>编号</translation>
    </message>
    <message>
        <source>Numbers (CSV)…</source>
        <extracomment>gui/panels/plot_export.py</extracomment>
        <translation>数值 (CSV)…</translation>
    </message>
    <message>
        <source>OK</source>
        <extracomment>gui/panels/corpus_transfer.py, gui/panels/signing_pad.py</extracomment>
        <translation>确定</translation>
    </message>
    <message>
        <source>Of the questioned signature against {used} of {signer}, by model {model}.</source>
        <extracomment>gui/panels/comparison_figures.py</extracomment>
        <translation>待检签名与 {signer} 的 {used}比对，模型 {model}。</translation>
    </message>
    <message>
        <source>Of {genuine} genuine signatures one at least and all at most are anchors, and each of another signer is drawn from one candidate at least, found {found}.</source>
        <extracomment>learning/sampler.py</extracomment>
        <translation>{genuine} 个真实签名中，锚点至少一个、至多全部；其他签名人的签名每个至少从一个候选中抽取，得到 {found}。</translation>
    </message>
    <message>
        <source>On signers that the networks measured here never saw, in per cent; forgeries are skilled ones. Mean over draws of references.</source>
        <extracomment>gui/desk_models.py</extracomment>
        <translation>在此处测量的网络从未见过的签名人上，以百分比表示；伪造签名为熟练摹仿。为多次抽取参考签名的平均值。</translation>
    </message>
    <message>
        <source>On the held-out signers, forgeries lie no farther away than genuine signatures: nothing was learnt. Check the labels, or train longer.</source>
        <extracomment>verification/calibration.py</extracomment>
        <translation>在留出的签名人上，伪造签名并不比真实签名更远：什么也没有学到。请检查标注，或延长训练。</translation>
    </message>
    <message>
        <source>On {signers} that neither model learnt from, the challenger&apos;s mean error rate is {challenger}, that of the model in use {champion}. It is lower for {better}, higher for {worse}, the same for {same}.</source>
        <extracomment>gui/panels/training_result.py</extracomment>
        <translation>在两个模型都未学习过的 {signers}上，候选模型的平均错误率为 {challenger}，现用模型为 {champion}。{better} 位更低，{worse} 位更高，{same} 位相同。</translation>
    </message>
    <message>
        <source>One decision as it was made</source>
        <extracomment>gui/panels/decided.py</extracomment>
        <translation>当时作出的一次判定</translation>
    </message>
    <message>
        <source>One entry of the audit chain</source>
        <extracomment>gui/panels/audit_entry.py</extracomment>
        <translation>审计链的一个条目</translation>
    </message>
    <message>
        <source>One sitting has one session: signatures of another day are worth more than more of one</source>
        <extracomment>gui/panels/collect_plan.py</extracomment>
        <translation>一次采集为一场：另一天的签名比同一天更多的签名更有价值</translation>
    </message>
    <message>
        <source>Only a forgery has a forger; this signature is labelled &apos;{label}&apos;.</source>
        <extracomment>storage/forgers.py</extracomment>
        <translation>只有伪造签名才有摹仿者；此签名的标注为“{label}”。</translation>
    </message>
    <message>
        <source>Only a model that was in use here can be brought back; a challenger must first show that it is no worse.</source>
        <extracomment>gui/panels/model_list.py</extracomment>
        <translation>只能恢复在此使用过的模型；候选模型须先证明不比现用模型差。</translation>
    </message>
    <message>
        <source>Only decisions in whose place a person decided</source>
        <extracomment>gui/panels/review_filters.py</extracomment>
        <translation>仅显示经人工改判的判定</translation>
    </message>
    <message>
        <source>Only entries about {name}</source>
        <extracomment>gui/panels/audit_filters.py</extracomment>
        <translation>只显示关于 {name} 的条目</translation>
    </message>
    <message>
        <source>Only equally many points can be laid on each other, found {points} and {before}.</source>
        <extracomment>evaluation/signature_map.py</extracomment>
        <translation>只有数量相同的点才能相互叠合，得到 {points} 和 {before}。</translation>
    </message>
    <message>
        <source>Only its recovery key opens this store any more. Type the recovery key.</source>
        <extracomment>storage/unlocking.py</extracomment>
        <translation>现在只有恢复密钥能打开此签名库。请输入恢复密钥。</translation>
    </message>
    <message>
        <source>Only rates between 0 and 1, both excluded, have a normal deviate. Leave the others out.</source>
        <extracomment>evaluation/error_rates.py</extracomment>
        <translation>只有介于 0 与 1 之间（不含两端）的比率才有正态偏离值。请去掉其他比率。</translation>
    </message>
    <message>
        <source>Only this signer</source>
        <extracomment>gui/panels/audit_entry.py</extracomment>
        <translation>只看此签名人</translation>
    </message>
    <message>
        <source>Only {compared} can be compared on.</source>
        <extracomment>workflows/retrain_material.py</extracomment>
        <translation>只有 {compared} 位可供比较。</translation>
    </message>
    <message>
        <source>Only {rate_hz:.0f} points a second.</source>
        <extracomment>ink/quality.py</extracomment>
        <translation>每秒只有 {rate_hz:.0f} 个采样点。</translation>
    </message>
    <message>
        <source>Open a file as the questioned signature…</source>
        <extracomment>gui/panels/signature_picker.py</extracomment>
        <translation>打开文件作为待检签名…</translation>
    </message>
    <message>
        <source>Open a file as the reference signature…</source>
        <extracomment>gui/panels/signature_picker.py</extracomment>
        <translation>打开文件作为参考签名…</translation>
    </message>
    <message>
        <source>Open a signature</source>
        <extracomment>gui/panels/signature_picker.py</extracomment>
        <translation>打开签名</translation>
    </message>
    <message>
        <source>Open file as questioned</source>
        <extracomment>gui/panels/signature_picker.py</extracomment>
        <translation>打开文件作为待检签名</translation>
    </message>
    <message>
        <source>Open file as reference</source>
        <extracomment>gui/panels/signature_picker.py</extracomment>
        <translation>打开文件作为参考签名</translation>
    </message>
    <message>
        <source>Open files of signatures</source>
        <extracomment>gui/panels/signing_pad.py</extracomment>
        <translation>打开签名文件</translation>
    </message>
    <message>
        <source>Open files…</source>
        <extracomment>gui/panels/signing_pad.py</extracomment>
        <translation>打开文件…</translation>
    </message>
    <message>
        <source>Open here with nothing typed</source>
        <extracomment>gui/panels/protection.py</extracomment>
        <translation>在本机免输入打开</translation>
    </message>
    <message>
        <source>Open the decision</source>
        <extracomment>gui/panels/audit_entry.py</extracomment>
        <translation>打开判定</translation>
    </message>
    <message>
        <source>Open the window again</source>
        <extracomment>gui/panels/settings_place.py, gui/panels/store_choice.py</extracomment>
        <translation>重新打开窗口</translation>
    </message>
    <message>
        <source>Opening the store…</source>
        <extracomment>gui/panels/status_line.py, gui/store_door.py</extracomment>
        <translation>正在打开签名库…</translation>
    </message>
    <message>
        <source>Operator</source>
        <extracomment>gui/plots/decision_report.py</extracomment>
        <translation>操作员</translation>
    </message>
    <message>
        <source>Operator added</source>
        <extracomment>gui/audit_words.py</extracomment>
        <translation>已添加操作员</translation>
    </message>
    <message>
        <source>Operator removed</source>
        <extracomment>gui/audit_words.py</extracomment>
        <translation>已移除操作员</translation>
    </message>
    <message>
        <source>Operators</source>
        <extracomment>gui/panels/operators_card.py</extracomment>
        <translation>操作员</translation>
    </message>
    <message>
        <source>Operators ended</source>
        <extracomment>gui/audit_words.py</extracomment>
        <translation>已停用操作员</translation>
    </message>
    <message>
        <source>Order of the signers</source>
        <extracomment>gui/panels/signer_list.py</extracomment>
        <translation>签名人排序</translation>
    </message>
    <message>
        <source>Other accounts of this machine can read it now: run chmod 600 &apos;{path}&apos;.</source>
        <extracomment>storage/key_file.py</extracomment>
        <translation>本机其他账户现在可以读取它：请运行 chmod 600 &apos;{path}&apos;。</translation>
    </message>
    <message>
        <source>Other signers would give another figure: with 95&#x202f;% confidence the change lies between {low} and {high} points.</source>
        <extracomment>gui/panels/training_result.py</extracomment>
        <translation>换成其他签名人数字会不同：以 95&#x202f;% 的置信度，变化在 {low} 到 {high} 个百分点之间。</translation>
    </message>
    <message>
        <source>Others took their place</source>
        <extracomment>gui/panels/erasing.py</extracomment>
        <translation>已由其他签名取代</translation>
    </message>
    <message>
        <source>Outcome</source>
        <extracomment>gui/panels/review_filters.py, gui/panels/training_pages.py, gui/tables/decision_model.py</extracomment>
        <translation>结论</translation>
    </message>
    <message>
        <source>Outcome {not_kept}</source>
        <extracomment>gui/panels/decided.py</extracomment>
        <translation>结论{not_kept}</translation>
    </message>
    <message>
        <source>Outcome: {not_kept}.</source>
        <extracomment>gui/plots/decision_report.py</extracomment>
        <translation>结论：{not_kept}。</translation>
    </message>
    <message>
        <source>Overridden</source>
        <extracomment>gui/panels/review_filters.py</extracomment>
        <translation>已改判</translation>
    </message>
    <message>
        <source>Overridden by a person on {moment}: {outcome}.</source>
        <extracomment>gui/panels/decided.py</extracomment>
        <translation>{moment} 人工改判：{outcome}。</translation>
    </message>
    <message>
        <source>Overridden by a person: {outcome}; see Notes</source>
        <extracomment>gui/plots/decision_report.py</extracomment>
        <translation>人工改判：{outcome}；见备注</translation>
    </message>
    <message>
        <source>Overridden only</source>
        <extracomment>gui/panels/review_filters.py</extracomment>
        <translation>仅限已改判</translation>
    </message>
    <message>
        <source>Overridden: {outcome}</source>
        <extracomment>gui/panels/decision_notes.py</extracomment>
        <translation>改判：{outcome}</translation>
    </message>
    <message>
        <source>Override: accept</source>
        <extracomment>gui/words.py</extracomment>
        <translation>改判：接受</translation>
    </message>
    <message>
        <source>Override: reject</source>
        <extracomment>gui/words.py</extracomment>
        <translation>改判：拒绝</translation>
    </message>
    <message>
        <source>Override: {outcome}</source>
        <extracomment>gui/plots/decision_report.py</extracomment>
        <translation>改判：{outcome}</translation>
    </message>
    <message>
        <source>Own pace</source>
        <extracomment>gui/panels/replay_bar.py</extracomment>
        <translation>各自速度</translation>
    </message>
    <message>
        <source>Pad: sign here</source>
        <extracomment>gui/capture/canvas.py</extracomment>
        <translation>签名区：请在此签名</translation>
    </message>
    <message>
        <source>Page {number} of {total}</source>
        <extracomment>gui/plots/report_flow.py</extracomment>
        <translation>第 {number} 页，共 {total} 页</translation>
    </message>
    <message>
        <source>Painting</source>
        <extracomment>ink/device_verdict.py</extracomment>
        <translation>显示</translation>
    </message>
    <message>
        <source>Part them by commas, and write numbers with a point; some spreadsheets save neither.</source>
        <extracomment>ink/formats/csv_ink.py</extracomment>
        <translation>请用逗号分隔各列，小数用句点；有些电子表格默认不这样保存。</translation>
    </message>
    <message>
        <source>Passphrase changed</source>
        <extracomment>gui/audit_words.py</extracomment>
        <translation>口令已更改</translation>
    </message>
    <message>
        <source>Passphrase or recovery key</source>
        <extracomment>gui/panels/lock_page.py</extracomment>
        <translation>口令或恢复密钥</translation>
    </message>
    <message>
        <source>Passphrase, password or recovery key</source>
        <extracomment>gui/panels/lock_page.py</extracomment>
        <translation>口令、密码或恢复密钥</translation>
    </message>
    <message>
        <source>Password</source>
        <extracomment>gui/panels/operators_card.py</extracomment>
        <translation>密码</translation>
    </message>
    <message>
        <source>Password changed</source>
        <extracomment>gui/audit_words.py</extracomment>
        <translation>密码已更改</translation>
    </message>
    <message>
        <source>Password, or the recovery key</source>
        <extracomment>gui/panels/lock_page.py</extracomment>
        <translation>密码或恢复密钥</translation>
    </message>
    <message>
        <source>Pause</source>
        <extracomment>gui/panels/replay_bar.py, gui/panels/settings_place.py, gui/panels/training_controls.py</extracomment>
        <translation>停顿</translation>
    </message>
    <message>
        <source>Pause after the last stroke, in tenths of a second</source>
        <extracomment>gui/panels/settings_place.py</extracomment>
        <translation>末笔之后的停顿，单位为十分之一秒</translation>
    </message>
    <message>
        <source>Paused; &apos;Resume&apos; goes on</source>
        <extracomment>gui/panels/train.py</extracomment>
        <translation>已暂停；按“恢复”继续</translation>
    </message>
    <message>
        <source>Pen</source>
        <extracomment>gui/capture/devices.py, gui/plots/report_items.py</extracomment>
        <translation>笔</translation>
    </message>
    <message>
        <source>Picture (PNG)…</source>
        <extracomment>gui/panels/comparison_export.py, gui/panels/plot_export.py</extracomment>
        <translation>图片（PNG）…</translation>
    </message>
    <message>
        <source>Picture of the signer&apos;s pad</source>
        <extracomment>gui/panels/signer_window.py</extracomment>
        <translation>签名人签名区的画面</translation>
    </message>
    <message>
        <source>Place and date</source>
        <extracomment>gui/plots/decision_report.py</extracomment>
        <translation>地点与日期</translation>
    </message>
    <message>
        <source>Places</source>
        <extracomment>gui/panels/rail.py</extracomment>
        <translation>功能区</translation>
    </message>
    <message>
        <source>Plain DTW</source>
        <extracomment>gui/panels/training_outcome.py</extracomment>
        <translation>基本 DTW</translation>
    </message>
    <message>
        <source>Plain dynamic time warping compares beside the networks; all scores are made one</source>
        <extracomment>gui/panels/network_choice.py</extracomment>
        <translation>基本动态时间规整与网络一同比较；所有得分合为一个</translation>
    </message>
    <message>
        <source>Plain ink</source>
        <extracomment>gui/panels/compare.py</extracomment>
        <translation>单色笔迹</translation>
    </message>
    <message>
        <source>Plan</source>
        <extracomment>gui/panels/training_pages.py</extracomment>
        <translation>计划</translation>
    </message>
    <message>
        <source>Plan &apos;{field}&apos; has shape {shape}; every stroke needs one value.</source>
        <extracomment>ink/synthesis/plan.py</extracomment>
        <translation>计划“{field}”的形状为 {shape}；每个笔画需要一个值。</translation>
    </message>
    <message>
        <source>Play</source>
        <extracomment>gui/panels/replay_bar.py</extracomment>
        <translation>播放</translation>
    </message>
    <message>
        <source>Play or pause (Space)</source>
        <extracomment>gui/panels/replay_bar.py</extracomment>
        <translation>播放或暂停（空格）</translation>
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
        <source>Points arrive in bursts that share one time.</source>
        <extracomment>ink/quality.py</extracomment>
        <translation>采样点成批到达，时间相同。</translation>
    </message>
    <message>
        <source>Points arrive one by one</source>
        <extracomment>ink/device_verdict.py</extracomment>
        <translation>采样点逐个到达</translation>
    </message>
    <message>
        <source>Points in the air are seen</source>
        <extracomment>ink/device_verdict.py</extracomment>
        <translation>可见悬空采样点</translation>
    </message>
    <message>
        <source>Points lie as far apart as the network&apos;s distances say, as nearly as a plane allows: classical multidimensional scaling (Torgerson 1952), turned onto the map before (Schönemann 1966)</source>
        <extracomment>gui/plots/signature_map_plot.py</extracomment>
        <translation>点与点之间的距离在平面允许的范围内接近网络给出的距离：经典多维标度法（Torgerson 1952），并旋转到与前一图一致（Schönemann 1966）</translation>
    </message>
    <message>
        <source>Points that share a time are spread evenly.</source>
        <extracomment>ink/device_verdict.py</extracomment>
        <translation>时间相同的采样点会均匀分布。</translation>
    </message>
    <message numerus="yes">
        <source>Points were lost at {n} places.</source>
        <extracomment>ink/quality.py</extracomment>
        <translation>
            <numerusform>有 {n} 处丢失采样点。</numerusform>
        </translation>
    </message>
    <message>
        <source>Points/s</source>
        <extracomment>gui/plots/report_items.py</extracomment>
        <translation>点/秒</translation>
    </message>
    <message>
        <source>Poor</source>
        <extracomment>gui/panels/tablet.py, ink/device_verdict.py</extracomment>
        <translation>不佳</translation>
    </message>
    <message>
        <source>Poor capture</source>
        <extracomment>gui/panels/capture_review.py, gui/panels/signing_pad.py</extracomment>
        <translation>采集不佳</translation>
    </message>
    <message>
        <source>PostgreSQL {version}, reached by a socket of this machine</source>
        <extracomment>storage/server.py</extracomment>
        <translation>PostgreSQL {version}，经本机套接字连接</translation>
    </message>
    <message>
        <source>PostgreSQL {version}, reached over {tls}</source>
        <extracomment>storage/server.py</extracomment>
        <translation>PostgreSQL {version}，经 {tls} 连接</translation>
    </message>
    <message>
        <source>PostgreSQL {version}, reached without TLS</source>
        <extracomment>storage/server.py</extracomment>
        <translation>PostgreSQL {version}，未经 TLS 连接</translation>
    </message>
    <message>
        <source>Practice</source>
        <extracomment>gui/panels/capture_review.py</extracomment>
        <translation>练习</translation>
    </message>
    <message>
        <source>Practice, poorly captured</source>
        <extracomment>gui/panels/capture_review.py</extracomment>
        <translation>练习，采集不佳</translation>
    </message>
    <message>
        <source>Practise</source>
        <extracomment>gui/panels/collect_plan.py</extracomment>
        <translation>练习</translation>
    </message>
    <message>
        <source>Practise here</source>
        <extracomment>gui/panels/collect.py</extracomment>
        <translation>在此练习</translation>
    </message>
    <message>
        <source>Practised forgery</source>
        <extracomment>gui/panels/collect_plan.py</extracomment>
        <translation>练习摹仿</translation>
    </message>
    <message>
        <source>Press harder and softer to test it; or make the tip softer in the tablet&apos;s settings.</source>
        <extracomment>ink/device_verdict.py</extracomment>
        <translation>请用重按和轻按测试；或在手写板设置中把笔尖调软。</translation>
    </message>
    <message>
        <source>Pressure</source>
        <extracomment>gui/panels/compare.py, gui/panels/tablet.py, gui/plots/pen_gauges.py, ink/device_verdict.py</extracomment>
        <translation>压力</translation>
    </message>
    <message>
        <source>Pressure below zero was found; a reader must map points in the air to pressure 0.</source>
        <extracomment>ink/recording.py</extracomment>
        <translation>发现负的压力；读取程序应将悬空点的压力记为 0。</translation>
    </message>
    <message>
        <source>Profile</source>
        <extracomment>gui/panels/signer_details.py, gui/panels/signer_list.py</extracomment>
        <translation>签名式样</translation>
    </message>
    <message>
        <source>Profile added</source>
        <extracomment>gui/audit_words.py</extracomment>
        <translation>已添加签名式样</translation>
    </message>
    <message>
        <source>Profile erased</source>
        <extracomment>gui/audit_words.py</extracomment>
        <translation>签名式样已擦除</translation>
    </message>
    <message>
        <source>Profile renamed</source>
        <extracomment>gui/audit_words.py</extracomment>
        <translation>签名式样已改名</translation>
    </message>
    <message>
        <source>Profile, for example: full name</source>
        <extracomment>gui/panels/signer_details.py</extracomment>
        <translation>签名式样，例如：全名</translation>
    </message>
    <message>
        <source>Progress</source>
        <extracomment>gui/panels/training_controls.py, gui/panels/waiting_bar.py</extracomment>
        <translation>进度</translation>
    </message>
    <message>
        <source>Progress of the enrolment</source>
        <extracomment>gui/panels/enrol.py</extracomment>
        <translation>登记进度</translation>
    </message>
    <message>
        <source>Progress of the files</source>
        <extracomment>gui/panels/corpus_transfer.py</extracomment>
        <translation>文件处理进度</translation>
    </message>
    <message>
        <source>Progress of the sample signers</source>
        <extracomment>gui/panels/sample_offer.py</extracomment>
        <translation>示例签名人的生成进度</translation>
    </message>
    <message>
        <source>Proposition</source>
        <extracomment>gui/plots/decision_report.py</extracomment>
        <translation>命题</translation>
    </message>
    <message>
        <source>Pseudo-siamese, two uncoupled branches</source>
        <extracomment>networks/zagoruyko_2015.py</extracomment>
        <translation>伪孪生，两个互不耦合的分支</translation>
    </message>
    <message>
        <source>Put the challenger in use; templates are made for it first, all of them or none</source>
        <extracomment>gui/panels/training_outcome.py</extracomment>
        <translation>启用候选模型；先为其制作模板，要么全部完成，要么不变</translation>
    </message>
    <message>
        <source>Put the model that was in use before in use again, with its templates</source>
        <extracomment>gui/panels/training_outcome.py</extracomment>
        <translation>重新启用之前的模型及其模板</translation>
    </message>
    <message>
        <source>Put the stroke back</source>
        <extracomment>gui/panels/signing_pad.py</extracomment>
        <translation>恢复笔画</translation>
    </message>
    <message>
        <source>Put the stroke back (Ctrl+Shift+Z)</source>
        <extracomment>gui/panels/signing_pad.py</extracomment>
        <translation>恢复笔画（Ctrl+Shift+Z）</translation>
    </message>
    <message>
        <source>Put this model in use again; templates are made for it first, all of them or none</source>
        <extracomment>gui/panels/model_list.py</extracomment>
        <translation>重新启用此模型；先为其制作模板，要么全部完成，要么不变</translation>
    </message>
    <message>
        <source>Quality of the signature</source>
        <extracomment>gui/panels/capture_review.py</extracomment>
        <translation>签名质量</translation>
    </message>
    <message>
        <source>Questioned</source>
        <extracomment>gui/panels/replay_bar.py, gui/panels/signature_picker.py, gui/plots/comparison_sheet.py, gui/plots/report_items.py</extracomment>
        <translation>待检</translation>
    </message>
    <message>
        <source>Questioned signature</source>
        <extracomment>gui/panels/signature_picker.py</extracomment>
        <translation>待检签名</translation>
    </message>
    <message>
        <source>Questioned signature of {questioned_s:.1f} s beside a reference of {reference_s:.1f} s. They part most {parting_s:.1f} s after the reference began.</source>
        <extracomment>gui/plots/compared_inks.py</extracomment>
        <translation>待检签名 {questioned_s:.1f} 秒，参考签名 {reference_s:.1f} 秒。两者在参考签名开始后 {parting_s:.1f} 秒处差异最大。</translation>
    </message>
    <message>
        <source>Rate</source>
        <extracomment>ink/device_verdict.py</extracomment>
        <translation>采样率</translation>
    </message>
    <message>
        <source>Read signature files for this signer, as chosen above</source>
        <extracomment>gui/panels/corpus_transfer.py</extracomment>
        <translation>按上方的选择，为此签名人读取签名文件</translation>
    </message>
    <message>
        <source>Reading checkpoints</source>
        <extracomment>workflows/retraining.py</extracomment>
        <translation>正在读取检查点</translation>
    </message>
    <message>
        <source>Reading corpora</source>
        <extracomment>workflows/retraining.py</extracomment>
        <translation>正在读取数据集</translation>
    </message>
    <message>
        <source>Reading signatures</source>
        <extracomment>workflows/training.py</extracomment>
        <translation>正在读取签名</translation>
    </message>
    <message>
        <source>Reading {name}…</source>
        <extracomment>gui/panels/corpus_transfer.py</extracomment>
        <translation>正在读取 {name}…</translation>
    </message>
    <message>
        <source>Really</source>
        <extracomment>gui/tables/decision_model.py</extracomment>
        <translation>实际</translation>
    </message>
    <message>
        <source>Really genuine</source>
        <extracomment>gui/panels/verdict.py</extracomment>
        <translation>确为真实</translation>
    </message>
    <message>
        <source>Reason for allowing further attempts</source>
        <extracomment>gui/panels/attempts_notice.py</extracomment>
        <translation>允许继续尝试的理由</translation>
    </message>
    <message>
        <source>Reason, for the record</source>
        <extracomment>gui/panels/attempts_notice.py</extracomment>
        <translation>理由，以备记录</translation>
    </message>
    <message>
        <source>Reason: {not_kept}.</source>
        <extracomment>gui/panels/decided.py, gui/plots/decision_report.py</extracomment>
        <translation>理由：{not_kept}。</translation>
    </message>
    <message>
        <source>Recorded with the reason (Enter)</source>
        <extracomment>gui/panels/attempts_notice.py</extracomment>
        <translation>连同理由记录（回车）</translation>
    </message>
    <message>
        <source>Recording {recording_id} is no reference in this store. Look at the references anew.</source>
        <extracomment>storage/recordings.py</extracomment>
        <translation>记录 {recording_id} 不是此签名库中的参考签名。请重新查看参考签名。</translation>
    </message>
    <message>
        <source>Recovery key</source>
        <extracomment>gui/panels/protection.py</extracomment>
        <translation>恢复密钥</translation>
    </message>
    <message>
        <source>Recovery key made</source>
        <extracomment>gui/audit_words.py</extracomment>
        <translation>已生成恢复密钥</translation>
    </message>
    <message>
        <source>Refer to a person</source>
        <extracomment>gui/words.py</extracomment>
        <translation>转人工</translation>
    </message>
    <message>
        <source>Reference</source>
        <extracomment>gui/panels/forgery_target.py, gui/panels/replay_bar.py, gui/panels/signature_picker.py, gui/plots/comparison_sheet.py</extracomment>
        <translation>参考</translation>
    </message>
    <message>
        <source>Reference ended</source>
        <extracomment>gui/audit_words.py</extracomment>
        <translation>参考签名已停用</translation>
    </message>
    <message>
        <source>Reference kept on a word</source>
        <extracomment>gui/audit_words.py</extracomment>
        <translation>凭人确认保留参考签名</translation>
    </message>
    <message>
        <source>Reference renewed</source>
        <extracomment>gui/audit_words.py</extracomment>
        <translation>参考签名已更新</translation>
    </message>
    <message>
        <source>Reference signature</source>
        <extracomment>gui/panels/signature_picker.py</extracomment>
        <translation>参考签名</translation>
    </message>
    <message>
        <source>Reference {index}, distance {distance:.2f}</source>
        <extracomment>gui/panels/verdict.py</extracomment>
        <translation>参考签名 {index}，距离 {distance:.2f}</translation>
    </message>
    <message>
        <source>Reference {number}</source>
        <extracomment>gui/panels/reference_cards.py, gui/plots/decision_report.py, gui/plots/report_items.py</extracomment>
        <translation>参考签名 {number}</translation>
    </message>
    <message>
        <source>Reference {number} is still to come</source>
        <extracomment>gui/panels/reference_cards.py</extracomment>
        <translation>参考签名 {number} 待书写</translation>
    </message>
    <message>
        <source>Reference {number}, distance {figure}</source>
        <extracomment>gui/panels/decided.py</extracomment>
        <translation>参考签名 {number}，距离 {figure}</translation>
    </message>
    <message>
        <source>Reference {number}, distance {figure}, its ink is gone</source>
        <extracomment>gui/panels/decided.py</extracomment>
        <translation>参考签名 {number}，距离 {figure}，笔迹已不存在</translation>
    </message>
    <message>
        <source>References</source>
        <extracomment>gui/panels/reference_cards.py, gui/panels/settings_place.py, gui/plots/report_model.py</extracomment>
        <translation>参考签名</translation>
    </message>
    <message>
        <source>References asked of a new signer</source>
        <extracomment>gui/panels/settings_place.py</extracomment>
        <translation>要求新签名人书写的参考签名数</translation>
    </message>
    <message>
        <source>References due</source>
        <extracomment>gui/panels/signer_list.py</extracomment>
        <translation>参考签名待更新</translation>
    </message>
    <message>
        <source>References grow old</source>
        <extracomment>gui/panels/reference_notices.py</extracomment>
        <translation>参考签名已陈旧</translation>
    </message>
    <message>
        <source>Referred</source>
        <extracomment>gui/panels/review_filters.py, gui/plots/report_weight.py, gui/tables/decision_table.py</extracomment>
        <translation>转人工</translation>
    </message>
    <message>
        <source>Rejected</source>
        <extracomment>gui/words.py</extracomment>
        <translation>拒绝</translation>
    </message>
    <message>
        <source>Remove reference {number}</source>
        <extracomment>gui/panels/reference_cards.py</extracomment>
        <translation>移除参考签名 {number}</translation>
    </message>
    <message>
        <source>Remove the line that begins &lt;!DOCTYPE.</source>
        <extracomment>ink/formats/inkml_document.py</extracomment>
        <translation>请删除以 &lt;!DOCTYPE 开头的行。</translation>
    </message>
    <message>
        <source>Remove the samples</source>
        <extracomment>gui/demo.py, gui/panels/signer_list.py</extracomment>
        <translation>移除示例</translation>
    </message>
    <message>
        <source>Remove {folder}</source>
        <extracomment>gui/panels/corpus_folders.py</extracomment>
        <translation>移除 {folder}</translation>
    </message>
    <message>
        <source>Remove {name}</source>
        <extracomment>gui/panels/operators_card.py</extracomment>
        <translation>移除 {name}</translation>
    </message>
    <message>
        <source>Renew</source>
        <extracomment>gui/panels/signer_row.py</extracomment>
        <translation>更新</translation>
    </message>
    <message>
        <source>Renew the references</source>
        <extracomment>gui/panels/enrol.py</extracomment>
        <translation>更新参考签名</translation>
    </message>
    <message>
        <source>Renew them</source>
        <extracomment>gui/panels/reference_notices.py</extracomment>
        <translation>更新</translation>
    </message>
    <message>
        <source>Renewing the references</source>
        <extracomment>gui/panels/reference_notices.py</extracomment>
        <translation>正在更新参考签名</translation>
    </message>
    <message>
        <source>Repetitions wanted</source>
        <extracomment>gui/panels/collect_plan.py</extracomment>
        <translation>所需次数</translation>
    </message>
    <message>
        <source>Replay</source>
        <extracomment>gui/panels/forgery_target.py</extracomment>
        <translation>回放</translation>
    </message>
    <message>
        <source>Replay of {device}</source>
        <extracomment>gui/replay.py</extracomment>
        <translation>回放 {device}</translation>
    </message>
    <message>
        <source>Replayed pen</source>
        <extracomment>gui/replay.py</extracomment>
        <translation>回放的笔</translation>
    </message>
    <message>
        <source>Report…</source>
        <extracomment>gui/panels/decided.py</extracomment>
        <translation>报告…</translation>
    </message>
    <message>
        <source>Restore the header.</source>
        <extracomment>ink/formats/susig.py</extracomment>
        <translation>请恢复标题行。</translation>
    </message>
    <message>
        <source>Restore the name line, or name the file&apos;s own format.</source>
        <extracomment>ink/formats/sigcomp2009.py</extracomment>
        <translation>请恢复姓名行，或指定文件实际的格式。</translation>
    </message>
    <message>
        <source>Resume</source>
        <extracomment>gui/panels/training_controls.py</extracomment>
        <translation>恢复</translation>
    </message>
    <message>
        <source>Retention set</source>
        <extracomment>gui/audit_words.py</extracomment>
        <translation>已设保留期限</translation>
    </message>
    <message>
        <source>Roles changed</source>
        <extracomment>gui/audit_words.py</extracomment>
        <translation>角色已更改</translation>
    </message>
    <message>
        <source>SHA-256 {sha256}</source>
        <extracomment>gui/plots/decision_report.py</extracomment>
        <translation>SHA-256 {sha256}</translation>
    </message>
    <message>
        <source>SUSIG, visual or blind</source>
        <extracomment>gui/panels/corpus_folders.py</extracomment>
        <translation>SUSIG，可视或盲写</translation>
    </message>
    <message>
        <source>SVC2004, one task</source>
        <extracomment>gui/panels/corpus_folders.py</extracomment>
        <translation>SVC2004，一项任务</translation>
    </message>
    <message>
        <source>Sample</source>
        <extracomment>gui/tables/signer_model.py</extracomment>
        <translation>示例</translation>
    </message>
    <message>
        <source>Save</source>
        <extracomment>gui/panels/signer_details.py</extracomment>
        <translation>保存</translation>
    </message>
    <message>
        <source>Save the file as UTF-8.</source>
        <extracomment>ink/formats/inkml_document.py</extracomment>
        <translation>请将文件存为 UTF-8。</translation>
    </message>
    <message>
        <source>Save the file as plain UTF-8 text.</source>
        <extracomment>ink/formats/content.py, ink/formats/json_lines.py</extracomment>
        <translation>请将文件存为 UTF-8 纯文本。</translation>
    </message>
    <message>
        <source>See what is there; nothing is made or changed</source>
        <extracomment>gui/panels/store_choice.py</extracomment>
        <translation>查看那里有什么；不会创建或更改任何内容</translation>
    </message>
    <message>
        <source>Seed</source>
        <extracomment>gui/panels/training_plan.py</extracomment>
        <translation>种子</translation>
    </message>
    <message>
        <source>Seed {seed}.</source>
        <extracomment>gui/desk_models.py</extracomment>
        <translation>种子 {seed}。</translation>
    </message>
    <message>
        <source>Seed: the same one draws the same split and the same batches</source>
        <extracomment>gui/panels/training_plan.py</extracomment>
        <translation>种子：相同的种子得到相同的划分和批次</translation>
    </message>
    <message>
        <source>Session changed</source>
        <extracomment>gui/audit_words.py</extracomment>
        <translation>场次已更改</translation>
    </message>
    <message>
        <source>Show all entries</source>
        <extracomment>gui/panels/audit_filters.py</extracomment>
        <translation>显示所有条目</translation>
    </message>
    <message>
        <source>Show all entries again</source>
        <extracomment>gui/panels/audit.py, gui/panels/audit_filters.py</extracomment>
        <translation>重新显示所有条目</translation>
    </message>
    <message>
        <source>Show entry {number}</source>
        <extracomment>gui/panels/audit_check.py</extracomment>
        <translation>显示条目 {number}</translation>
    </message>
    <message>
        <source>Show sample signers</source>
        <extracomment>gui/panels/sample_offer.py</extracomment>
        <translation>显示示例签名人</translation>
    </message>
    <message>
        <source>Show the entries about this signer and no others</source>
        <extracomment>gui/panels/audit_entry.py</extracomment>
        <translation>只显示关于此签名人的条目</translation>
    </message>
    <message>
        <source>Show the {page}</source>
        <extracomment>gui/panels/training_pages.py</extracomment>
        <translation>显示{page}</translation>
    </message>
    <message>
        <source>Show this decision as it was made</source>
        <extracomment>gui/panels/audit_entry.py</extracomment>
        <translation>按当时的样子显示此判定</translation>
    </message>
    <message>
        <source>Show where the chain breaks</source>
        <extracomment>gui/panels/audit_check.py</extracomment>
        <translation>显示链断开之处</translation>
    </message>
    <message>
        <source>Siamese GRU, pooled over time</source>
        <extracomment>networks/recurrent.py</extracomment>
        <translation>孪生 GRU，对时间池化</translation>
    </message>
    <message>
        <source>Siamese convolutional network, energy</source>
        <extracomment>networks/chopra_2005.py</extracomment>
        <translation>孪生卷积网络，能量</translation>
    </message>
    <message>
        <source>Siamese convolutional network, margin</source>
        <extracomment>networks/chopra_2005.py</extracomment>
        <translation>孪生卷积网络，间隔</translation>
    </message>
    <message>
        <source>Siamese time-delay network</source>
        <extracomment>networks/bromley_1994.py</extracomment>
        <translation>孪生时延网络</translation>
    </message>
    <message>
        <source>Siamese time-delay network, pooled over time</source>
        <extracomment>networks/pooled_tdnn.py</extracomment>
        <translation>孪生时延网络，对时间池化</translation>
    </message>
    <message>
        <source>Siamese, central and surround streams</source>
        <extracomment>networks/zagoruyko_2015.py</extracomment>
        <translation>孪生，中心与整体两路</translation>
    </message>
    <message>
        <source>Siamese, temporal pyramid pooling</source>
        <extracomment>networks/zagoruyko_2015.py</extracomment>
        <translation>孪生，时间金字塔池化</translation>
    </message>
    <message>
        <source>Siamese, with a learned decision</source>
        <extracomment>networks/zagoruyko_2015.py</extracomment>
        <translation>孪生，判断由学习得到</translation>
    </message>
    <message>
        <source>SigComp2009, NFI</source>
        <extracomment>gui/panels/corpus_folders.py</extracomment>
        <translation>SigComp2009，NFI</translation>
    </message>
    <message>
        <source>SigComp2009, NISDCC</source>
        <extracomment>gui/panels/corpus_folders.py</extracomment>
        <translation>SigComp2009，NISDCC</translation>
    </message>
    <message>
        <source>Sign as you always do. The first one is kept as it is; the next ones are compared with it.</source>
        <extracomment>gui/panels/enrolment_steps.py</extracomment>
        <translation>请像平常一样签名。第一个直接保留，以后的与之比对。</translation>
    </message>
    <message>
        <source>Sign as you do today. What differs from before is refused; keep it if the signature has changed.</source>
        <extracomment>gui/panels/enrolment_steps.py</extracomment>
        <translation>请按现在的习惯签名。与以前不同的会被拒绝；若签名已改变，请选择保留。</translation>
    </message>
    <message>
        <source>Sign in</source>
        <extracomment>gui/panels/lock_page.py</extracomment>
        <translation>登录</translation>
    </message>
    <message>
        <source>Sign in by the new password</source>
        <extracomment>gui/panels/operators_card.py</extracomment>
        <translation>请用新密码登录</translation>
    </message>
    <message>
        <source>Sign, and all signers with references are compared: the likeliest will stand here. Or choose in the list whose signature it is claimed to be.</source>
        <extracomment>gui/panels/verify.py</extracomment>
        <translation>请签名，将与所有有参考签名的人比对：最可能的几位会列在这里。也可在列表中选择所称的签名人。</translation>
    </message>
    <message>
        <source>Signature</source>
        <extracomment>gui/plots/decision_report.py</extracomment>
        <translation>签名</translation>
    </message>
    <message>
        <source>Signature discarded</source>
        <extracomment>gui/audit_words.py</extracomment>
        <translation>签名已丢弃</translation>
    </message>
    <message>
        <source>Signature stored</source>
        <extracomment>gui/audit_words.py</extracomment>
        <translation>签名已存入</translation>
    </message>
    <message>
        <source>Signature {number} does not name this person as its forger.</source>
        <extracomment>storage/erasing.py</extracomment>
        <translation>签名 {number} 并未将此人记为摹仿者。</translation>
    </message>
    <message>
        <source>Signatures drift with the years. Remind of references that are older than this:</source>
        <extracomment>gui/panels/settings_place.py</extracomment>
        <translation>签名会逐年变化。参考签名超过以下时间时提醒：</translation>
    </message>
    <message>
        <source>Signatures of other signers take their place.</source>
        <extracomment>learning/examples.py</extracomment>
        <translation>以其他签名人的签名代替。</translation>
    </message>
    <message>
        <source>Signatures or labels have changed since it was stopped. Begin anew.</source>
        <extracomment>workflows/stopped_retraining.py</extracomment>
        <translation>停止之后签名或标注已改变。请重新开始。</translation>
    </message>
    <message>
        <source>Signatures that may be tried</source>
        <extracomment>gui/panels/settings_place.py</extracomment>
        <translation>可尝试的签名次数</translation>
    </message>
    <message>
        <source>Signed in</source>
        <extracomment>gui/panels/audit_filters.py</extracomment>
        <translation>登录者</translation>
    </message>
    <message>
        <source>Signed last</source>
        <extracomment>gui/panels/signer_list.py</extracomment>
        <translation>最近签名</translation>
    </message>
    <message>
        <source>Signer added</source>
        <extracomment>gui/audit_words.py</extracomment>
        <translation>已添加签名人</translation>
    </message>
    <message>
        <source>Signer by signer</source>
        <extracomment>gui/panels/training_result.py</extracomment>
        <translation>逐签名人</translation>
    </message>
    <message>
        <source>Signer erased</source>
        <extracomment>gui/audit_words.py</extracomment>
        <translation>签名人已擦除</translation>
    </message>
    <message>
        <source>Signer renamed</source>
        <extracomment>gui/audit_words.py</extracomment>
        <translation>签名人已改名</translation>
    </message>
    <message>
        <source>Signer&apos;s own</source>
        <extracomment>gui/plots/report_model.py</extracomment>
        <translation>签名人各自</translation>
    </message>
    <message>
        <source>Signers and signatures</source>
        <extracomment>gui/audit_words.py</extracomment>
        <translation>签名人与签名</translation>
    </message>
    <message>
        <source>Signers are kept in {place} when the window is opened again.</source>
        <extracomment>gui/panels/store_choice.py</extracomment>
        <translation>重新打开窗口后，签名人将存放于 {place}。</translation>
    </message>
    <message>
        <source>Signers of the training</source>
        <extracomment>gui/panels/training_signers.py</extracomment>
        <translation>训练的签名人</translation>
    </message>
    <message>
        <source>Signers of this store</source>
        <extracomment>gui/panels/training_plan.py</extracomment>
        <translation>本签名库的签名人</translation>
    </message>
    <message>
        <source>Signers of this store who have labelled signatures, as they were added</source>
        <extracomment>gui/tables/training_signers.py</extracomment>
        <translation>本签名库中有已标注签名的签名人，按添加顺序</translation>
    </message>
    <message>
        <source>Signers will be listed here, each with a small picture of the signature.

Add the first one below, or look around with samples.</source>
        <extracomment>gui/panels/signer_list.py</extracomment>
        <translation>签名人将列在这里，并附签名缩略图。

请在下方添加第一位，或用示例了解程序。</translation>
    </message>
    <message>
        <source>Signers with labelled signatures stand here. Enrol some, then come back.</source>
        <extracomment>gui/panels/training_signers.py</extracomment>
        <translation>有已标注签名的签名人显示在此。请先登记，再回到这里。</translation>
    </message>
    <message>
        <source>Signing… The answer comes when the pen has been lifted for a moment.</source>
        <extracomment>gui/panels/verify.py</extracomment>
        <translation>正在签名…抬笔片刻后给出结论。</translation>
    </message>
    <message>
        <source>Signs as</source>
        <extracomment>gui/panels/signer_list.py</extracomment>
        <translation>签名式样</translation>
    </message>
    <message>
        <source>Signs as &apos;{profile}&apos;; {others}</source>
        <extracomment>gui/panels/signer_details.py</extracomment>
        <translation>签名式样“{profile}”；{others}</translation>
    </message>
    <message>
        <source>Sizes must be at least 1 and kernels odd, found {found}.</source>
        <extracomment>networks/tdnn_sizes.py</extracomment>
        <translation>尺寸应至少为 1，卷积核应为奇数，得到 {found}。</translation>
    </message>
    <message>
        <source>Sizes must be at least 1 and the kernel no shorter than the step, found {found}.</source>
        <extracomment>networks/recurrent.py</extracomment>
        <translation>尺寸应至少为 1，卷积核不短于步长，得到 {found}。</translation>
    </message>
    <message>
        <source>Sizes must be at least 1, found {found}.</source>
        <extracomment>networks/zagoruyko_2015.py</extracomment>
        <translation>尺寸应至少为 1，得到 {found}。</translation>
    </message>
    <message>
        <source>Snyder et al. 2018, section 2.1: mean and standard deviation over time; layers of aligned-tdnn</source>
        <extracomment>networks/pooled_tdnn.py</extracomment>
        <translation>Snyder et al. 2018，2.1 节：对时间的均值与标准差；各层同 aligned-tdnn</translation>
    </message>
    <message>
        <source>So simple a signature is easily imitated.</source>
        <extracomment>gui/panels/reference_cards.py</extracomment>
        <translation>如此简单的签名容易被摹仿。</translation>
    </message>
    <message>
        <source>Some fifty numbers of the whole signature compare beside the networks</source>
        <extracomment>gui/panels/network_choice.py</extracomment>
        <translation>整个签名的约五十个数值与网络一同比较</translation>
    </message>
    <message>
        <source>Somebody changed the store from outside. Decide nothing more by it. Put a copy of it aside for whoever looks into it, then restore the last backup whose chain is whole: &apos;sigverify store restore&apos; checks it first.</source>
        <extracomment>gui/panels/audit_check.py</extracomment>
        <translation>有人从外部更改了签名库。请不要再据此作出判定。请先另存一份副本供调查，再还原审计链完整的最近一份备份：“sigverify store restore”会先检查它。</translation>
    </message>
    <message>
        <source>Space changes what the chosen signers are for; Ctrl or Shift chooses several</source>
        <extracomment>gui/panels/training_signers.py</extracomment>
        <translation>空格键更改所选签名人的用途；Ctrl 或 Shift 可选多位</translation>
    </message>
    <message>
        <source>Start from scratch</source>
        <extracomment>gui/panels/network_choice.py</extracomment>
        <translation>从头开始</translation>
    </message>
    <message>
        <source>Start training</source>
        <extracomment>gui/panels/train.py, gui/panels/training_controls.py</extracomment>
        <translation>开始训练</translation>
    </message>
    <message>
        <source>State</source>
        <extracomment>gui/panels/model_list.py</extracomment>
        <translation>状态</translation>
    </message>
    <message>
        <source>State of the enrolment</source>
        <extracomment>gui/panels/enrol.py</extracomment>
        <translation>登记状态</translation>
    </message>
    <message>
        <source>Steps</source>
        <extracomment>gui/panels/training_curves.py, gui/panels/training_plan.py</extracomment>
        <translation>步数</translation>
    </message>
    <message>
        <source>Stop it; nothing is lost (Esc)</source>
        <extracomment>gui/panels/waiting_bar.py</extracomment>
        <translation>停止；不会丢失任何内容（Esc）</translation>
    </message>
    <message>
        <source>Stop; a training can be gone on with later</source>
        <extracomment>gui/panels/training_controls.py</extracomment>
        <translation>停止；以后可以继续训练</translation>
    </message>
    <message>
        <source>Stopped</source>
        <extracomment>gui/panels/verify.py</extracomment>
        <translation>已停止</translation>
    </message>
    <message>
        <source>Stopped by an error; nothing was changed</source>
        <extracomment>gui/panels/train.py</extracomment>
        <translation>因错误停止；没有任何更改</translation>
    </message>
    <message>
        <source>Stopped. What is there is looked up when you come here again.</source>
        <extracomment>gui/panels/collection_table.py</extracomment>
        <translation>已停止。再次来到这里时会重新查找已有内容。</translation>
    </message>
    <message>
        <source>Stopped; nothing was changed. A signature that was offered is in the journal: keep or discard it above.</source>
        <extracomment>gui/panels/enrol.py</extracomment>
        <translation>已停止，未作任何更改。刚写的签名在日志中：请在上方保留或丢弃。</translation>
    </message>
    <message>
        <source>Stopped; nothing was written.</source>
        <extracomment>gui/panels/audit.py, gui/panels/review.py, workflows/converting.py</extracomment>
        <translation>已停止；没有写入任何内容。</translation>
    </message>
    <message>
        <source>Stopped; the model in use and its templates are unchanged.</source>
        <extracomment>workflows/model_changes.py</extracomment>
        <translation>已停止；现用模型及其模板未变。</translation>
    </message>
    <message>
        <source>Stopping</source>
        <extracomment>gui/panels/training_controls.py</extracomment>
        <translation>正在停止</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <extracomment>gui/panels/waiting_bar.py</extracomment>
        <translation>正在停止…</translation>
    </message>
    <message>
        <source>Store copied</source>
        <extracomment>gui/audit_words.py</extracomment>
        <translation>签名库已复制</translation>
    </message>
    <message>
        <source>Stores (*.sqlite);;All files (*)</source>
        <extracomment>gui/panels/store_choice.py</extracomment>
        <translation>签名库 (*.sqlite);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Stroke parameter &apos;{field}&apos; has shape {shape} or a value that is not finite; expected ({count},) finite numbers.</source>
        <extracomment>ink/synthesis/sigma_lognormal.py</extracomment>
        <translation>笔画参数“{field}”的形状为 {shape}，或含非有限值；应为 ({count},) 个有限数值。</translation>
    </message>
    <message>
        <source>Stroke parameter &apos;{field}&apos; must be positive, found {values}.</source>
        <extracomment>ink/synthesis/sigma_lognormal.py</extracomment>
        <translation>笔画参数“{field}”应为正数，得到 {values}。</translation>
    </message>
    <message>
        <source>Strokes</source>
        <extracomment>gui/plots/report_items.py</extracomment>
        <translation>笔画数</translation>
    </message>
    <message>
        <source>Synthetic</source>
        <extracomment>gui/plots/report_items.py</extracomment>
        <translation>合成</translation>
    </message>
    <message>
        <source>Synthetic ones take their place.</source>
        <extracomment>learning/examples.py</extracomment>
        <translation>以合成的代替。</translation>
    </message>
    <message>
        <source>Take it away</source>
        <extracomment>gui/panels/reference_notices.py</extracomment>
        <translation>移除</translation>
    </message>
    <message>
        <source>Take signatures from files (Ctrl+O); they can be dropped on the pad too</source>
        <extracomment>gui/panels/signing_pad.py</extracomment>
        <translation>从文件读入签名（Ctrl+O）；也可将文件拖放到签名区</translation>
    </message>
    <message>
        <source>Take the last stroke back (Ctrl+Z)</source>
        <extracomment>gui/panels/signing_pad.py</extracomment>
        <translation>撤销最后一笔（Ctrl+Z）</translation>
    </message>
    <message>
        <source>Template made</source>
        <extracomment>gui/audit_words.py</extracomment>
        <translation>已生成模板</translation>
    </message>
    <message>
        <source>Templates are made first. The other model takes over when all are there; until then nothing changes.</source>
        <extracomment>gui/panels/training_outcome.py</extracomment>
        <translation>先制作模板。全部完成后才换用另一模型；在此之前一切不变。</translation>
    </message>
    <message>
        <source>Templates revoked</source>
        <extracomment>gui/audit_words.py</extracomment>
        <translation>模板已撤销</translation>
    </message>
    <message>
        <source>Templates: {done} of {signers}</source>
        <extracomment>gui/panels/model_changing.py</extracomment>
        <translation>模板：{done} / {signers}</translation>
    </message>
    <message>
        <source>Terms</source>
        <extracomment>gui/desk_models.py</extracomment>
        <translation>条款</translation>
    </message>
    <message>
        <source>The bound of the energy</source>
        <extracomment>networks/losses.py</extracomment>
        <translation>能量的上界</translation>
    </message>
    <message>
        <source>The calibration in the model&apos;s card is damaged. Train or install the model again.</source>
        <extracomment>verification/calibration.py</extracomment>
        <translation>模型卡中的校准已损坏。请重新训练或安装模型。</translation>
    </message>
    <message>
        <source>The card does not tell.</source>
        <extracomment>gui/desk_models.py</extracomment>
        <translation>模型卡未说明。</translation>
    </message>
    <message>
        <source>The card in &apos;{folder}&apos; names a file outside its folder; it is not trusted.</source>
        <extracomment>verification/model_files.py</extracomment>
        <translation>“{folder}”中的模型卡指向其文件夹之外的文件；不予信任。</translation>
    </message>
    <message>
        <source>The chain is another one than before: the store was restored. It is read anew.</source>
        <extracomment>gui/panels/audit.py</extracomment>
        <translation>审计链与之前不同：签名库已被还原。正在重新读取。</translation>
    </message>
    <message>
        <source>The chain is broken at entry {number}.</source>
        <extracomment>gui/panels/audit_check.py</extracomment>
        <translation>审计链在条目 {number} 处断开。</translation>
    </message>
    <message>
        <source>The chain is whole, but the store does not hold what it tells of.</source>
        <extracomment>gui/panels/audit_check.py</extracomment>
        <translation>审计链完整，但签名库中的内容与其记录不符。</translation>
    </message>
    <message numerus="yes">
        <source>The chain is whole: {n} entries, each bound to the one before.</source>
        <extracomment>gui/panels/audit_check.py</extracomment>
        <translation>
            <numerusform>审计链完整：共 {n} 个条目，每个都与前一个相连。</numerusform>
        </translation>
    </message>
    <message>
        <source>The chain itself</source>
        <extracomment>gui/audit_words.py</extracomment>
        <translation>审计链本身</translation>
    </message>
    <message>
        <source>The chain was cut off: the given head is entry {sequence}, the last one here is {end}.</source>
        <extracomment>storage/chain_check.py</extracomment>
        <translation>审计链被截断：给定的链尾是第 {sequence} 条，这里的最后一条是第 {end} 条。</translation>
    </message>
    <message>
        <source>The checkpoint &apos;{name}&apos;</source>
        <extracomment>learning/course.py</extracomment>
        <translation>检查点“{name}”</translation>
    </message>
    <message>
        <source>The checkpoint &apos;{name}&apos; is damaged: remove it to begin anew, or put back a copy of it.</source>
        <extracomment>learning/checkpoints.py</extracomment>
        <translation>检查点“{name}”已损坏：请删除后重新开始，或放回其副本。</translation>
    </message>
    <message>
        <source>The checkpoint &apos;{name}&apos; was made by a newer program. Update sigverify.</source>
        <extracomment>learning/checkpoints.py</extracomment>
        <translation>检查点“{name}”由更新的程序生成。请更新 sigverify。</translation>
    </message>
    <message>
        <source>The checkpoint &apos;{name}&apos; was made by an earlier program, which told signatures apart in another way. Remove it to begin anew.</source>
        <extracomment>learning/checkpoints.py</extracomment>
        <translation>检查点“{name}”由较早的程序生成，该程序以另一种方式区分签名。请删除后重新开始。</translation>
    </message>
    <message>
        <source>The checkpoint &apos;{path}&apos; cannot be read: {strerror}. Mend that, or name another file.</source>
        <extracomment>learning/checkpoints.py</extracomment>
        <translation>无法读取检查点“{path}”：{strerror}。请排除问题，或指定其他文件。</translation>
    </message>
    <message>
        <source>The checkpoint cannot be written to &apos;{path}&apos;: {strerror}. The one before it, if there was one, is whole: free some room or choose another file, and start again.</source>
        <extracomment>learning/checkpoints.py</extracomment>
        <translation>无法将检查点写入“{path}”：{strerror}。此前的检查点（如果有）是完整的：请腾出空间或选择其他文件，然后重新开始。</translation>
    </message>
    <message>
        <source>The chosen signers are learnt from, and compared on by networks that never saw them</source>
        <extracomment>gui/panels/training_signers.py</extracomment>
        <translation>从所选签名人学习，并由未见过他们的网络在其上比较</translation>
    </message>
    <message>
        <source>The chosen signers have no part in the training</source>
        <extracomment>gui/panels/training_signers.py</extracomment>
        <translation>所选签名人不参与训练</translation>
    </message>
    <message>
        <source>The closest reference</source>
        <extracomment>gui/panels/verdict.py</extracomment>
        <translation>最接近的参考签名</translation>
    </message>
    <message>
        <source>The comparison was stopped. Choose a signature again to compare anew.</source>
        <extracomment>gui/panels/compare.py</extracomment>
        <translation>比对已停止。请重新选择签名以再次比对。</translation>
    </message>
    <message>
        <source>The copy could not be put at &apos;{name}&apos; ({strerror}). Mend the rights of its folder, or make room.</source>
        <extracomment>storage/copying.py</extracomment>
        <translation>无法将副本放到“{name}”（{strerror}）。请修正其文件夹的权限，或腾出空间。</translation>
    </message>
    <message>
        <source>The corpus folder {folder} could not be listed ({error}). Check its permissions.</source>
        <extracomment>corpora/folders.py</extracomment>
        <translation>无法列出数据集文件夹 {folder}（{error}）。请检查其权限。</translation>
    </message>
    <message>
        <source>The corpus folder {folder} {found}. Name the folder that holds the recordings.</source>
        <extracomment>corpora/folders.py</extracomment>
        <translation>数据集文件夹 {folder} {found}。请指定存放记录的文件夹。</translation>
    </message>
    <message>
        <source>The curve comes with the first check on signers set apart.</source>
        <extracomment>gui/plots/det_plot.py</extracomment>
        <translation>曲线在预留签名人首次检查后显示。</translation>
    </message>
    <message>
        <source>The damaged checkpoint &apos;{path}&apos; cannot be removed: {strerror}. Remove it.</source>
        <extracomment>workflows/stopped_retraining.py</extracomment>
        <translation>无法删除损坏的检查点“{path}”：{strerror}。请将其删除。</translation>
    </message>
    <message>
        <source>The data folder cannot be written to: {strerror}. Make room there, or choose another.</source>
        <extracomment>workflows/stopped_retraining.py</extracomment>
        <translation>无法写入数据文件夹：{strerror}。请腾出空间，或选择其他文件夹。</translation>
    </message>
    <message>
        <source>The disk of the store &apos;{where}&apos; failed to read or write ({cause}). Check the disk, and whether there is room on it for you.</source>
        <extracomment>storage/faults.py</extracomment>
        <translation>签名库“{where}”所在磁盘读写失败（{cause}）。请检查磁盘及其可用空间。</translation>
    </message>
    <message>
        <source>The end of the chain</source>
        <extracomment>gui/panels/audit_check.py</extracomment>
        <translation>审计链的链尾</translation>
    </message>
    <message>
        <source>The entry &apos;{column}&apos; of row {row} in &apos;{table}&apos; does not check out: it was changed or moved outside this program. Restore the store from a copy, or erase that row.</source>
        <extracomment>storage/cipher.py</extracomment>
        <translation>“{table}”第 {row} 行的条目“{column}”未通过检查：它在本程序之外被修改或移动。请从备份恢复签名库，或擦除该行。</translation>
    </message>
    <message>
        <source>The file is cut short: copy it again, or correct the number.</source>
        <extracomment>ink/formats/plain_text.py</extracomment>
        <translation>文件不完整：请重新复制，或修正该数字。</translation>
    </message>
    <message>
        <source>The file is cut short: copy it again.</source>
        <extracomment>ink/formats/plain_text.py</extracomment>
        <translation>文件不完整：请重新复制。</translation>
    </message>
    <message>
        <source>The file would have {count:,} bytes, more than is read. Choose another format, or cut it.</source>
        <extracomment>ink/formats/uim_writing.py</extracomment>
        <translation>文件将有 {count:,} 字节，超过可读取的大小。请选择其他格式，或截短记录。</translation>
    </message>
    <message>
        <source>The files of the model &apos;{name}&apos; were changed in the store. Bring back another one.</source>
        <extracomment>workflows/models.py</extracomment>
        <translation>模型“{name}”在签名库中的文件已被改动。请恢复另一个模型。</translation>
    </message>
    <message>
        <source>The files of this model are gone, so that its card cannot be read. Put them back.</source>
        <extracomment>gui/desk_models.py</extracomment>
        <translation>此模型的文件已不存在，无法读取模型卡。请放回文件。</translation>
    </message>
    <message>
        <source>The first operator must be an administrator, who can add the others.</source>
        <extracomment>storage/operators.py</extracomment>
        <translation>第一位操作员必须是管理员，才能添加其他人。</translation>
    </message>
    <message>
        <source>The first process</source>
        <extracomment>learning/course.py</extracomment>
        <translation>第一个进程</translation>
    </message>
    <message>
        <source>The folder {folder} cannot be written to: {strerror}. Choose another.</source>
        <extracomment>gui/pictures.py</extracomment>
        <translation>无法写入文件夹 {folder}：{strerror}。请选择其他文件夹。</translation>
    </message>
    <message>
        <source>The folder {name} cannot be listed: {why}.</source>
        <extracomment>ink/formats/folder.py</extracomment>
        <translation>无法列出文件夹 {name}：{why}。</translation>
    </message>
    <message>
        <source>The held-out signers have too few genuine signatures or forgeries to calibrate with. Add signers.</source>
        <extracomment>workflows/calibrating.py</extracomment>
        <translation>不参与训练的签名人的真实签名或伪造签名太少，无法校准。请添加签名人。</translation>
    </message>
    <message>
        <source>The history of the model in &apos;{folder}&apos; cannot be read. Install or train it again.</source>
        <extracomment>verification/model_files.py</extracomment>
        <translation>“{folder}”中模型的训练记录无法读取。请重新安装或训练。</translation>
    </message>
    <message>
        <source>The key file &apos;{path}&apos; is damaged. Put it back from a copy.</source>
        <extracomment>storage/key_file.py</extracomment>
        <translation>密钥文件“{path}”已损坏。请从副本恢复。</translation>
    </message>
    <message>
        <source>The last signature would be accepted as another enrolled signer&apos;s too.</source>
        <extracomment>gui/panels/reference_notices.py</extracomment>
        <translation>最后一个签名也会被当作另一位已登记签名人的签名而接受。</translation>
    </message>
    <message>
        <source>The last signature would be accepted as {other}&apos;s too.</source>
        <extracomment>gui/panels/reference_notices.py</extracomment>
        <translation>最后一个签名也会被当作 {other} 的签名而接受。</translation>
    </message>
    <message>
        <source>The last stroke was taken back. Write it anew, put it back (Ctrl+Shift+Z), or press Enter if that is all.</source>
        <extracomment>gui/panels/verify.py</extracomment>
        <translation>已撤销最后一笔。请重写，或恢复（Ctrl+Shift+Z），如已写完请按回车。</translation>
    </message>
    <message>
        <source>The learning rate must be above 0, weight decay and seed at least 0, and averaging from 0 to below 1, found {learning_rate:g}, {weight_decay:g}, {seed} and {averaging:g}.</source>
        <extracomment>learning/training_config.py</extracomment>
        <translation>学习率应大于 0，权重衰减和种子不小于 0，平均系数不小于 0 且小于 1；得到 {learning_rate:g}、{weight_decay:g}、{seed} 和 {averaging:g}。</translation>
    </message>
    <message>
        <source>The line is damaged or the file is of another format: copy it again or name its format.</source>
        <extracomment>ink/formats/plain_text.py</extracomment>
        <translation>该行已损坏，或文件属于其他格式：请重新复制，或指定其格式。</translation>
    </message>
    <message>
        <source>The line that stands out is for as many references as were compared with here.</source>
        <extracomment>gui/plots/report_model.py</extracomment>
        <translation>突出显示的一行与此处所比对的参考签名数目相同。</translation>
    </message>
    <message>
        <source>The load is for a store of its own: this one holds signers. Name an empty database.</source>
        <extracomment>workflows/desk_load.py</extracomment>
        <translation>负载测试需要单独的签名库：此库中已有签名人。请指定空的数据库。</translation>
    </message>
    <message>
        <source>The loss comes with the first steps.</source>
        <extracomment>gui/plots/training_plots.py</extracomment>
        <translation>损失在最初几步之后显示。</translation>
    </message>
    <message>
        <source>The loss is no longer a number at step {step}. Train again with a lower learning rate.</source>
        <extracomment>learning/course.py</extracomment>
        <translation>第 {step} 步时损失不再是数值。请降低学习率后重新训练。</translation>
    </message>
    <message>
        <source>The loss or its slope is not finite between 0 and the bound. Check the functions.</source>
        <extracomment>evaluation/energy_conditions.py</extracomment>
        <translation>损失或其斜率在 0 与上界之间不是有限值。请检查函数。</translation>
    </message>
    <message>
        <source>The map comes with the first check on signers set apart.</source>
        <extracomment>gui/plots/signature_map_plot.py</extracomment>
        <translation>分布图在预留签名人首次检查后显示。</translation>
    </message>
    <message>
        <source>The margin</source>
        <extracomment>networks/losses.py</extracomment>
        <translation>间隔</translation>
    </message>
    <message>
        <source>The metric of global features in the model&apos;s card is damaged. Train or install it again.</source>
        <extracomment>verification/global_comparator.py, verification/model_files.py</extracomment>
        <translation>模型卡中全局特征的度量已损坏。请重新训练或安装。</translation>
    </message>
    <message>
        <source>The model &apos;{name}&apos; is gone or was changed since it was promoted. Bring back another one.</source>
        <extracomment>workflows/models.py</extracomment>
        <translation>模型“{name}”已不存在，或启用后被改动。请恢复另一个模型。</translation>
    </message>
    <message>
        <source>The model cannot be written to &apos;{folder}&apos;: {strerror}. Free some room or choose another folder.</source>
        <extracomment>verification/model_files.py</extracomment>
        <translation>无法将模型写入“{folder}”：{strerror}。请腾出空间，或选择其他文件夹。</translation>
    </message>
    <message>
        <source>The model in &apos;{folder}&apos; cannot be used. {fault}</source>
        <extracomment>verification/model_files.py</extracomment>
        <translation>“{folder}”中的模型无法使用。{fault}</translation>
    </message>
    <message>
        <source>The model in &apos;{folder}&apos; compares by &apos;{kind}&apos;, which this program does not know. Update it.</source>
        <extracomment>verification/model_files.py</extracomment>
        <translation>“{folder}”中的模型以“{kind}”比较，本程序不认识。请更新程序。</translation>
    </message>
    <message>
        <source>The model is being loaded.</source>
        <extracomment>gui/panels/training_outcome.py</extracomment>
        <translation>正在加载模型。</translation>
    </message>
    <message>
        <source>The model is read at finite times in ascending order; sort them first.</source>
        <extracomment>ink/synthesis/sigma_lognormal.py</extracomment>
        <translation>该模型须按升序的有限时间读取；请先排序。</translation>
    </message>
    <message>
        <source>The model&apos;s background of movements is damaged. Train or install it again.</source>
        <extracomment>verification/supervector_comparator.py</extracomment>
        <translation>模型中动作的背景模型已损坏。请重新训练或安装。</translation>
    </message>
    <message>
        <source>The model&apos;s card holds {found} under &apos;{place}&apos;, where {expected} is expected. Install or train the model again.</source>
        <extracomment>verification/card_facts.py</extracomment>
        <translation>模型卡的“{place}”为 {found}，应为{expected}。请重新安装或训练模型。</translation>
    </message>
    <message>
        <source>The model&apos;s card is damaged or no card of sigverify. Install or train it again.</source>
        <extracomment>verification/card.py</extracomment>
        <translation>模型卡已损坏，或不是 sigverify 的模型卡。请重新安装或训练。</translation>
    </message>
    <message>
        <source>The model&apos;s card is not at hand: how often it errs is not known here.</source>
        <extracomment>gui/plots/report_model.py</extracomment>
        <translation>手头没有该模型的模型卡：此处不知道它多常出错。</translation>
    </message>
    <message>
        <source>The model&apos;s card keeps variances of {size} features, its network gives {features}. Install or train the model again.</source>
        <extracomment>verification/normal_density.py</extracomment>
        <translation>模型卡保存了 {size} 个特征的方差，而其网络给出 {features} 个。请重新安装或训练模型。</translation>
    </message>
    <message>
        <source>The model&apos;s card tells no measured error rates: how often it errs is not known.</source>
        <extracomment>gui/plots/report_model.py</extracomment>
        <translation>模型卡未载实测错误率：该模型多常出错尚不清楚。</translation>
    </message>
    <message>
        <source>The model&apos;s card was written by a newer program. Update sigverify.</source>
        <extracomment>verification/card.py</extracomment>
        <translation>模型卡由较新的程序写成。请更新 sigverify。</translation>
    </message>
    <message>
        <source>The model&apos;s weights &apos;{name}&apos; cannot be read. Install or train the model again.</source>
        <extracomment>networks/weights.py</extracomment>
        <translation>无法读取模型权重“{name}”。请重新安装或训练模型。</translation>
    </message>
    <message>
        <source>The model, and how often it errs</source>
        <extracomment>gui/plots/report_model.py</extracomment>
        <translation>模型及其错误率</translation>
    </message>
    <message>
        <source>The name lies in the store in clear, since it is needed before there is a key; it need not be a real one.</source>
        <extracomment>gui/panels/operators_card.py</extracomment>
        <translation>该姓名以明文存于签名库，因为取得密钥之前就需要它；不必是真实姓名。</translation>
    </message>
    <message>
        <source>The network&apos;s distances are no longer numbers. Train again with a lower learning rate.</source>
        <extracomment>learning/selection.py</extracomment>
        <translation>网络的距离不再是数值。请降低学习率后重新训练。</translation>
    </message>
    <message>
        <source>The number of an entry, then Enter</source>
        <extracomment>gui/panels/audit.py</extracomment>
        <translation>输入条目编号，然后按 Enter</translation>
    </message>
    <message>
        <source>The number of the entry in the chain; each is bound to the one before</source>
        <extracomment>gui/tables/audit_model.py</extracomment>
        <translation>条目在链中的编号；每个条目都与前一个相连</translation>
    </message>
    <message>
        <source>The oldest reference is {age} months old. Signatures drift with time: let the signer renew them in Enrol.</source>
        <extracomment>workflows/ageing.py</extracomment>
        <translation>最早的参考签名已有 {age} 个月。签名会随时间变化：请签名人在“登记”中更新。</translation>
    </message>
    <message>
        <source>The other model is in use</source>
        <extracomment>gui/panels/model_changing.py</extracomment>
        <translation>已换用另一模型</translation>
    </message>
    <message>
        <source>The other processes of this training cannot be reached: {fault}. Start it with torchrun, with the same command on every machine.</source>
        <extracomment>learning/processes.py</extracomment>
        <translation>无法连接本次训练的其他进程：{fault}。请在每台机器上用同一命令通过 torchrun 启动。</translation>
    </message>
    <message>
        <source>The pad takes no ink now: {reason}</source>
        <extracomment>gui/replay.py</extracomment>
        <translation>签名区现在不接收笔迹：{reason}</translation>
    </message>
    <message>
        <source>The parts of the model&apos;s card do not fit one another. Install or train the model again.</source>
        <extracomment>verification/card.py</extracomment>
        <translation>模型卡的各部分彼此不符。请重新安装或训练模型。</translation>
    </message>
    <message>
        <source>The pen never touches the surface in this recording. Sign again, or choose another file.</source>
        <extracomment>ink/recording.py</extracomment>
        <translation>此记录中笔尖从未接触书写面。请重新签名，或选择其他文件。</translation>
    </message>
    <message>
        <source>The picture {path} could not be written. Is there room, and may you write there?</source>
        <extracomment>gui/pictures.py</extracomment>
        <translation>无法写入图片 {path}。请检查是否有空间，以及您是否有写入权限。</translation>
    </message>
    <message>
        <source>The process that was at work ended by itself (status {status}): memory may have run out. What it had kept until then is whole. Close other programs, then go on from there.</source>
        <extracomment>workflows/own_process.py</extracomment>
        <translation>正在工作的进程自行结束（状态 {status}）：内存可能已用尽。此前保存的内容完好。请关闭其他程序，然后从那里继续。</translation>
    </message>
    <message>
        <source>The questioned ink is attached to this file as InkML, point by point:</source>
        <extracomment>gui/plots/decision_report.py</extracomment>
        <translation>待检签名的笔迹已逐点以 InkML 格式附于本文件：</translation>
    </message>
    <message>
        <source>The recorded corpora it learnt from ({corpora}) are not part of it; their makers&apos; own terms hold for them.</source>
        <extracomment>gui/desk_models.py</extracomment>
        <translation>它学习过的实际采集数据集（{corpora}）不包含在其中；各数据集适用其制作者的条款。</translation>
    </message>
    <message>
        <source>The recording has {count:,} points without a lift; this format holds {most_in_sequence:,}. Choose another format.</source>
        <extracomment>ink/formats/uim_writing.py</extracomment>
        <translation>记录有 {count:,} 个连续未抬笔的点；此格式可存 {most_in_sequence:,} 个。请选择其他格式。</translation>
    </message>
    <message>
        <source>The recording has {count:,} points; no signature has more than {most_points:,}. Cut it.</source>
        <extracomment>ink/formats/iso19794_7.py</extracomment>
        <translation>记录有 {count:,} 个点；任何签名都不超过 {most_points:,} 个。请截短记录。</translation>
    </message>
    <message>
        <source>The recording has {count:,} strokes and ways through the air; no signature has more than {most_runs:,}. Cut it.</source>
        <extracomment>ink/formats/runs.py</extracomment>
        <translation>记录有 {count:,} 段笔画和悬空轨迹；任何签名都不超过 {most_runs:,} 段。请截短记录。</translation>
    </message>
    <message>
        <source>The recording holds no point. Sign again, or choose another file.</source>
        <extracomment>ink/recording.py</extracomment>
        <translation>记录中没有任何点。请重新签名，或选择其他文件。</translation>
    </message>
    <message>
        <source>The recovery key has a slip in {named}. Compare it with the paper.</source>
        <extracomment>storage/recovery.py</extracomment>
        <translation>恢复密钥在{named}有笔误。请与纸上核对。</translation>
    </message>
    <message>
        <source>The row {sequence!r} of the chain holds what no entry holds: it was put in or changed.</source>
        <extracomment>storage/chain_check.py</extracomment>
        <translation>审计链的第 {sequence!r} 行含有条目不应有的内容：系插入或被更改。</translation>
    </message>
    <message>
        <source>The same network, which sees twice as long and the pressure</source>
        <extracomment>networks/aligned_tdnn.py</extracomment>
        <translation>同一网络，视野加倍并包含压力</translation>
    </message>
    <message>
        <source>The samples sign…</source>
        <extracomment>gui/panels/sample_offer.py</extracomment>
        <translation>示例签名人正在签名…</translation>
    </message>
    <message>
        <source>The scores cannot be written to &apos;{path}&apos;: {strerror}. Name another file.</source>
        <extracomment>workflows/evaluating.py</extracomment>
        <translation>无法将得分写入“{path}”：{strerror}。请指定其他文件。</translation>
    </message>
    <message>
        <source>The scores of several networks are made one</source>
        <extracomment>gui/panels/network_choice.py</extracomment>
        <translation>多个网络的得分合为一个</translation>
    </message>
    <message>
        <source>The share of signers to hold out must lie between 0 and a half, found {share:g}.</source>
        <extracomment>learning/selection.py</extracomment>
        <translation>不参与训练的签名人比例应在 0 到一半之间，得到 {share:g}。</translation>
    </message>
    <message>
        <source>The sharpness of a soft hinge</source>
        <extracomment>networks/losses.py</extracomment>
        <translation>软铰链的锐度</translation>
    </message>
    <message>
        <source>The signature of the model in &apos;{folder}&apos; does not fit its card: one of them was changed. Get the model anew from where it came, or delete &apos;{name}&apos; if it is your own.</source>
        <extracomment>verification/model_signature.py</extracomment>
        <translation>“{folder}”中模型的签署与其模型卡不符：其中之一被改动。请从来源重新获取模型；若是您自己的，请删除“{name}”。</translation>
    </message>
    <message>
        <source>The signer wrote it: may be learnt from</source>
        <extracomment>gui/panels/verdict.py</extracomment>
        <translation>由签名人本人书写：可用于学习</translation>
    </message>
    <message>
        <source>The signers have no figure to give an interval for. Test signers that can be compared.</source>
        <extracomment>evaluation/bootstrap.py</extracomment>
        <translation>签名人没有可给出区间的数值。请测试可以比较的签名人。</translation>
    </message>
    <message>
        <source>The split</source>
        <extracomment>gui/panels/training_plan.py</extracomment>
        <translation>划分</translation>
    </message>
    <message>
        <source>The split is being drawn…</source>
        <extracomment>gui/panels/training_split.py</extracomment>
        <translation>正在划分…</translation>
    </message>
    <message>
        <source>The split, fold by fold</source>
        <extracomment>gui/panels/training_split.py</extracomment>
        <translation>逐折的划分</translation>
    </message>
    <message>
        <source>The store &apos;{path}&apos; is open in another window or program. Close it, then restore.</source>
        <extracomment>storage/restoring.py</extracomment>
        <translation>签名库“{path}”在另一窗口或程序中打开。请先关闭，再恢复。</translation>
    </message>
    <message>
        <source>The store is being opened.</source>
        <extracomment>gui/store_door.py</extracomment>
        <translation>正在打开签名库。</translation>
    </message>
    <message>
        <source>The store is locked</source>
        <extracomment>gui/desk_keeping.py</extracomment>
        <translation>签名库已锁定</translation>
    </message>
    <message>
        <source>The store is locked.</source>
        <extracomment>gui/store_door.py</extracomment>
        <translation>签名库已锁定。</translation>
    </message>
    <message>
        <source>The store is not open. Mend what the message says, then choose &apos;Try again&apos;.</source>
        <extracomment>gui/desk_keeping.py</extracomment>
        <translation>签名库未打开。请按消息处理后选择“重试”。</translation>
    </message>
    <message>
        <source>The store is not open. The notice above says why.</source>
        <extracomment>gui/store_door.py</extracomment>
        <translation>签名库未打开。原因见上方通知。</translation>
    </message>
    <message>
        <source>The store&apos;s attempt {attempt_id} is none. Restore the store from a copy.</source>
        <extracomment>storage/attempts.py</extracomment>
        <translation>签名库中的尝试记录 {attempt_id} 无效。请从备份恢复签名库。</translation>
    </message>
    <message>
        <source>The store&apos;s key in the system&apos;s keyring is damaged. Restore that keyring from a copy.</source>
        <extracomment>storage/keys.py</extracomment>
        <translation>系统钥匙串中签名库的密钥已损坏。请从备份恢复该钥匙串。</translation>
    </message>
    <message>
        <source>The store&apos;s limit of attempts is none. Set it anew under Settings.</source>
        <extracomment>workflows/attempts.py</extracomment>
        <translation>签名库中的尝试次数限制无效。请在“设置”中重新设定。</translation>
    </message>
    <message>
        <source>The store&apos;s operator {operator_id} is none. Restore the store from a copy.</source>
        <extracomment>storage/operators.py</extracomment>
        <translation>签名库的操作员 {operator_id} 无效。请从备份恢复签名库。</translation>
    </message>
    <message>
        <source>The store&apos;s {what} is not the JSON object expected. Restore the store from a copy.</source>
        <extracomment>storage/transaction.py</extracomment>
        <translation>签名库的 {what} 不是预期的 JSON 对象。请从备份恢复签名库。</translation>
    </message>
    <message>
        <source>The stored recording is damaged: {found}. Restore it from a copy, or sign again.</source>
        <extracomment>ink/packing.py</extracomment>
        <translation>已存记录损坏：{found}。请从备份恢复，或重新签名。</translation>
    </message>
    <message>
        <source>The system&apos;s keyring could not be used ({kind}: {error}). Unlock it and try again.</source>
        <extracomment>storage/keys.py</extracomment>
        <translation>无法使用系统钥匙串（{kind}：{error}）。请将其解锁后重试。</translation>
    </message>
    <message>
        <source>The threshold is not a number. Give a score.</source>
        <extracomment>evaluation/error_rates.py</extracomment>
        <translation>阈值不是数值。请给出一个得分。</translation>
    </message>
    <message>
        <source>The training&apos;s history cannot be read. Train the model again.</source>
        <extracomment>learning/history.py</extracomment>
        <translation>无法读取训练记录。请重新训练模型。</translation>
    </message>
    <message>
        <source>The verdict will stand here, with the reasons for it.</source>
        <extracomment>gui/panels/verify.py</extracomment>
        <translation>结论及其理由将显示在这里。</translation>
    </message>
    <message>
        <source>The way to the server &apos;{host}&apos; is not safe: with sslmode={mode} nobody makes sure that it is this server that answers. Add sslmode=verify-full to the store&apos;s address, and sslrootcert where its certificate is your own.</source>
        <extracomment>storage/server.py</extracomment>
        <translation>通往服务器“{host}”的连接不安全：sslmode={mode} 时无法确认应答的就是这台服务器。请在签名库地址中加上 sslmode=verify-full；若证书是自签的，再加上 sslrootcert。</translation>
    </message>
    <message>
        <source>The weights &apos;{name}&apos; do not fit the architecture in the card. Install or train the model again.</source>
        <extracomment>networks/weights.py</extracomment>
        <translation>权重“{name}”与模型卡中的结构不符。请重新安装或训练模型。</translation>
    </message>
    <message>
        <source>The weights &apos;{name}&apos; do not match the model&apos;s card: the file was changed or belongs to another model. Install or train the model again.</source>
        <extracomment>networks/weights.py</extracomment>
        <translation>权重“{name}”与模型卡不符：文件被更改，或属于其他模型。请重新安装或训练模型。</translation>
    </message>
    <message>
        <source>The weights &apos;{name}&apos; hold values that are not numbers. Install or train the model again.</source>
        <extracomment>networks/weights.py</extracomment>
        <translation>权重“{name}”中含有非数值。请重新安装或训练模型。</translation>
    </message>
    <message>
        <source>The weights of directed features in the model&apos;s card are damaged. Train or install it again.</source>
        <extracomment>verification/directed_comparator.py, verification/model_files.py</extracomment>
        <translation>模型卡片中有向特征的权重已损坏。请重新训练或安装该模型。</translation>
    </message>
    <message>
        <source>The {what} cannot be stored as JSON: {error}.</source>
        <extracomment>storage/transaction.py</extracomment>
        <translation>{what} 无法存为 JSON：{error}。</translation>
    </message>
    <message>
        <source>The {what} holds a character that is none (a null or half of a pair). Type it again.</source>
        <extracomment>storage/transaction.py</extracomment>
        <translation>{what} 含有无效字符（空字符或半个代理对）。请重新输入。</translation>
    </message>
    <message>
        <source>The {what} holds a control character, such as a line break. Type it on one line.</source>
        <extracomment>storage/names.py</extracomment>
        <translation>{what} 含有控制字符，例如换行。请写在一行内。</translation>
    </message>
    <message>
        <source>The {what} is empty. {advice}</source>
        <extracomment>storage/names.py</extracomment>
        <translation>{what} 为空。{advice}</translation>
    </message>
    <message>
        <source>There are {most} references already. Remove one first.</source>
        <extracomment>workflows/enrolment.py</extracomment>
        <translation>已有 {most} 个参考签名。请先移除一个。</translation>
    </message>
    <message numerus="yes">
        <source>There are {n} more such findings.</source>
        <extracomment>gui/panels/audit_check.py</extracomment>
        <translation>
            <numerusform>还有 {n} 项类似的发现。</numerusform>
        </translation>
    </message>
    <message>
        <source>There is an operator &apos;{name}&apos; already. Choose another name.</source>
        <extracomment>storage/operators.py</extracomment>
        <translation>已有操作员“{name}”。请选择其他名称。</translation>
    </message>
    <message>
        <source>There is no architecture &apos;{name}&apos;. Known are {known}. Update sigverify.</source>
        <extracomment>networks/catalogue.py</extracomment>
        <translation>没有名为“{name}”的网络结构。已知的有 {known}。请更新 sigverify。</translation>
    </message>
    <message>
        <source>There is no backup &apos;{backup}&apos;. Name the file that &apos;sigverify store backup&apos; wrote.</source>
        <extracomment>storage/restoring.py, storage/restoring_server.py</extracomment>
        <translation>没有备份“{backup}”。请指定由“sigverify store backup”写出的文件。</translation>
    </message>
    <message>
        <source>There is no decision {decision_id} in this store. It may have been erased with its signer.</source>
        <extracomment>storage/decisions.py, storage/notes.py</extracomment>
        <translation>此签名库中没有判定 {decision_id}。它可能已随签名人擦除。</translation>
    </message>
    <message>
        <source>There is no display to show the window on (neither DISPLAY nor WAYLAND_DISPLAY is set). Start sigverify from a desktop session; the other commands work without one.</source>
        <extracomment>gui/application.py</extracomment>
        <translation>没有可显示窗口的屏幕（DISPLAY 和 WAYLAND_DISPLAY 均未设置）。请从桌面会话启动 sigverify；其他命令无需屏幕即可使用。</translation>
    </message>
    <message>
        <source>There is no energy to check the margin with. Compare at least one pair of each kind.</source>
        <extracomment>evaluation/energy_conditions.py</extracomment>
        <translation>没有可用来检查间隔的能量。请每种签名对至少比较一对。</translation>
    </message>
    <message>
        <source>There is no entry for {rows}.</source>
        <extracomment>storage/chain_check.py</extracomment>
        <translation>没有{rows}的条目。</translation>
    </message>
    <message>
        <source>There is no entry: the chain was removed.</source>
        <extracomment>storage/chain_check.py</extracomment>
        <translation>没有任何条目：审计链已被删除。</translation>
    </message>
    <message>
        <source>There is no genuine pair to learn from: none of the {lonely} signers has two usable genuine signatures. Collect more signatures of each or add a corpus.</source>
        <extracomment>learning/examples.py</extracomment>
        <translation>没有可学习的真实签名对：{lonely} 位签名人都没有两个可用的真实签名。请为每人采集更多签名，或添加数据集。</translation>
    </message>
    <message>
        <source>There is no model {model_id} in this store. Add it first.</source>
        <extracomment>storage/models.py</extracomment>
        <translation>此签名库中没有模型 {model_id}。请先添加。</translation>
    </message>
    <message>
        <source>There is no open capture {capture_id} in this store. It was finished or abandoned, or its signer was erased.</source>
        <extracomment>storage/journal.py</extracomment>
        <translation>此签名库中没有未完成的采集 {capture_id}。它已完成或放弃，或其签名人已被擦除。</translation>
    </message>
    <message>
        <source>There is no pad in front. Go to Enrol or Verify first.</source>
        <extracomment>gui/replay.py</extracomment>
        <translation>当前没有签名区。请先前往“登记”或“核验”。</translation>
    </message>
    <message>
        <source>There is no profile {profile_id} of this signer in this store. It may have been erased.</source>
        <extracomment>storage/profiles.py, workflows/naming.py</extracomment>
        <translation>此签名库中该签名人没有签名式样 {profile_id}。可能已被擦除。</translation>
    </message>
    <message>
        <source>There is no recording {recording_id} in this store. It may have been discarded.</source>
        <extracomment>storage/recordings.py</extracomment>
        <translation>此签名库中没有签名记录 {recording_id}。它可能已被丢弃。</translation>
    </message>
    <message>
        <source>There is no recovery key yet. It opens the store where its passphrase, keyring or key file is lost.</source>
        <extracomment>gui/standing_questions.py</extracomment>
        <translation>尚无恢复密钥。口令、钥匙串或密钥文件丢失时，可用它打开签名库。</translation>
    </message>
    <message>
        <source>There is no signer of this store whom neither model has learnt from, so that the two cannot be compared. Enrol new signers, or keep some apart in the plan.</source>
        <extracomment>gui/panels/training_result.py</extracomment>
        <translation>本签名库中没有两个模型都未学习过的签名人，因此无法比较。请登记新的签名人，或在计划中留出一些。</translation>
    </message>
    <message>
        <source>There is no store &apos;{name}&apos;. Name another one, or enrol a signer to make it.</source>
        <extracomment>storage/migrating.py</extracomment>
        <translation>没有签名库“{name}”。请指定其他签名库，或登记一位签名人以创建它。</translation>
    </message>
    <message>
        <source>There is no store yet: one is made there.</source>
        <extracomment>gui/panels/store_choice.py</extracomment>
        <translation>那里还没有签名库：将新建一个。</translation>
    </message>
    <message>
        <source>There is no value to take a mean of. Make at least one draw.</source>
        <extracomment>evaluation/error_rates.py</extracomment>
        <translation>没有可求平均的值。请至少抽取一次。</translation>
    </message>
    <message>
        <source>There is no {which} score, so no error rate. Test at least one {which} signature.</source>
        <extracomment>evaluation/error_rates.py</extracomment>
        <translation>没有得分（{which}），因此没有错误率。请至少测试一个这样的签名（{which}）。</translation>
    </message>
    <message>
        <source>There is none</source>
        <extracomment>gui/panels/protection.py</extracomment>
        <translation>没有</translation>
    </message>
    <message>
        <source>There is one</source>
        <extracomment>gui/panels/protection.py</extracomment>
        <translation>已有</translation>
    </message>
    <message>
        <source>These signers do not exist: a program made them up. Of people these rates tell nothing.</source>
        <extracomment>gui/plots/report_model.py</extracomment>
        <translation>这些签名人并不存在，而是由程序虚构的：对于真人，这些错误率什么也不能说明。</translation>
    </message>
    <message>
        <source>These sizes describe no &apos;{name}&apos;. Install or train the model again.</source>
        <extracomment>networks/tdnn_sizes.py</extracomment>
        <translation>这些尺寸不构成“{name}”。请重新安装或训练模型。</translation>
    </message>
    <message>
        <source>They are kept until a day</source>
        <extracomment>gui/panels/retention_card.py</extracomment>
        <translation>保存至某日</translation>
    </message>
    <message>
        <source>Thin and blue: like the closest reference. Thick and orange: far from it. In standard deviations, as in Compare; while the pen moves it is a first guess</source>
        <extracomment>gui/plots/departure_scale.py</extracomment>
        <translation>细而蓝：与最接近的参考签名相近；粗而橙：相差较大。以标准差计，与“比对”相同；书写时为初步估计</translation>
    </message>
    <message>
        <source>Thin: earlier checks.</source>
        <extracomment>gui/plots/det_plot.py</extracomment>
        <translation>细线：此前的检验。</translation>
    </message>
    <message>
        <source>{references} were compared with here; the line that stands out is for the largest number below that was measured.</source>
        <extracomment>gui/plots/report_model.py</extracomment>
        <translation>此处比对了 {references}；突出显示的一行是实测过的、少于该数的最大数目。</translation>
    </message>
    <message>
        <source>This decision was made by lines for {lines}, not by the model&apos;s own, of which the table tells.</source>
        <extracomment>gui/plots/report_model.py</extracomment>
        <translation>本判定所用阈值为“{lines}”，并非表中所列的模型自带阈值。</translation>
    </message>
    <message>
        <source>A training goes on meanwhile, and keeps in memory what it learns from.</source>
        <extracomment>gui/panels/lock_page.py</extracomment>
        <translation>训练仍在进行，其学习所用的数据留在内存中。</translation>
    </message>
    <message>
        <source>Measured on {signatures} of {rate} points a second, {share:.0f}&#x202f;% of them with pressure.</source>
        <extracomment>gui/plots/report_model.py</extracomment>
        <translation>在 {signatures}上测得，每秒 {rate} 点，其中 {share:.0f}&#x202f;% 含压力。</translation>
    </message>
    <message>
        <source>Show the window again (Enter)</source>
        <extracomment>gui/panels/lock_page.py</extracomment>
        <translation>重新显示窗口（Enter）</translation>
    </message>
    <message>
        <source>The passphrase is not the one of this store. Type it again. If it is surely right, the store is damaged: ask whoever looks after it to restore it from a copy.</source>
        <extracomment>storage/unlocking.py</extracomment>
        <translation>此口令不是该签名库的口令。请重新输入。如果确定无误，则签名库已损坏：请管理人员用备份恢复。</translation>
    </message>
    <message>
        <source>The window was locked. Sign in to go on.</source>
        <extracomment>gui/panels/lock_page.py</extracomment>
        <translation>窗口已锁定。请登录后继续。</translation>
    </message>
    <message>
        <source>The window was locked. Type the passphrase to go on.</source>
        <extracomment>gui/panels/lock_page.py</extracomment>
        <translation>窗口已锁定。请输入口令后继续。</translation>
    </message>
    <message>
        <source>The window was locked. Unlock it to go on.</source>
        <extracomment>gui/panels/lock_page.py</extracomment>
        <translation>窗口已锁定。请解锁后继续。</translation>
    </message>
    <message>
        <source>This does not open the store&apos;s key.</source>
        <extracomment>storage/wrapping.py</extracomment>
        <translation>这不能打开签名库的密钥。</translation>
    </message>
    <message>
        <source>This is the last administrator. Make somebody else one first, or end operators altogether.</source>
        <extracomment>storage/operators.py</extracomment>
        <translation>这是最后一位管理员。请先让他人成为管理员，或完全取消操作员。</translation>
    </message>
    <message>
        <source>This is the signer&apos;s only profile. Erase the signer, or add another profile first.</source>
        <extracomment>storage/profiles.py</extracomment>
        <translation>这是该签名人唯一的签名式样。请擦除签名人，或先添加另一种签名式样。</translation>
    </message>
    <message>
        <source>This joining layer compares one vector a signature, found {shape} frames. Use a branch that pools over time, or a joining layer that aligns frames.</source>
        <extracomment>networks/vector_joins.py</extracomment>
        <translation>此连接层比较每个签名的单个向量，得到 {shape} 帧。请使用对时间池化的分支，或使用按帧对齐的连接层。</translation>
    </message>
    <message>
        <source>This machine&apos;s own</source>
        <extracomment>gui/panels/store_choice.py</extracomment>
        <translation>本机的签名库</translation>
    </message>
    <message>
        <source>This network reads {frames} frames of {inputs} functions, found {known} frames of {shape}. Make the features with its model&apos;s own settings.</source>
        <extracomment>networks/lecun_1998.py</extracomment>
        <translation>此网络读取 {frames} 帧、每帧 {inputs} 个函数，得到 {known} 帧、每帧 {shape} 个。请按模型自己的设置生成特征。</translation>
    </message>
    <message>
        <source>This process was told to end: another process of this training stopped, or the launcher was stopped. The last checkpoint, if it keeps one, is whole: start again with the same command.</source>
        <extracomment>learning/processes.py</extracomment>
        <translation>此进程被要求结束：本次训练的另一个进程已停止，或启动程序已停止。若留有检查点，最后一个检查点是完整的：请用同一命令重新开始。</translation>
    </message>
    <message>
        <source>This signer has a profile &apos;{name}&apos; already. Type another name.</source>
        <extracomment>storage/profiles.py</extracomment>
        <translation>该签名人已有签名式样“{name}”。请输入其他名称。</translation>
    </message>
    <message>
        <source>This signer has no references to compare with yet.</source>
        <extracomment>gui/panels/verify.py</extracomment>
        <translation>此签名人尚无可供比对的参考签名。</translation>
    </message>
    <message>
        <source>This store has operators now. Open it anew and sign in.</source>
        <extracomment>storage/operators.py</extracomment>
        <translation>此签名库现在有操作员。请重新打开并登录。</translation>
    </message>
    <message>
        <source>This store has operators, each with a password. Change yours, or end operators.</source>
        <extracomment>storage/guarded.py</extracomment>
        <translation>此签名库有操作员，各有密码。请更改您自己的密码，或取消操作员。</translation>
    </message>
    <message>
        <source>This store has operators: each must sign in, and no machine does it for them.</source>
        <extracomment>storage/guarded.py</extracomment>
        <translation>此签名库有操作员：每人都须登录，不能由机器代劳。</translation>
    </message>
    <message>
        <source>This window was started with the store&apos;s address, so another one is chosen there: by --store.</source>
        <extracomment>gui/panels/store_choice.py</extracomment>
        <translation>此窗口启动时已给出签名库地址，因此请在那里更换：使用 --store。</translation>
    </message>
    <message>
        <source>Throw the signature and decision away</source>
        <extracomment>gui/panels/verdict.py</extracomment>
        <translation>丢弃此签名及其判定</translation>
    </message>
    <message>
        <source>Throw this one away and sign once more</source>
        <extracomment>gui/panels/reference_notices.py</extracomment>
        <translation>丢弃此签名并重新签名</translation>
    </message>
    <message>
        <source>Time within which attempts count</source>
        <extracomment>gui/panels/settings_place.py</extracomment>
        <translation>尝试次数的计算时间</translation>
    </message>
    <message>
        <source>To allow further attempts needs a reason: write how you know who is signing.</source>
        <extracomment>storage/attempts.py</extracomment>
        <translation>允许继续尝试需要理由：请写明您如何确认签名者的身份。</translation>
    </message>
    <message>
        <source>To leave one corpus out, another must be left to learn from: {why}. Name a corpus of other people.</source>
        <extracomment>workflows/crossing.py</extracomment>
        <translation>要留出一个数据集，必须另有数据集可供学习：{why}。请指定其他人的数据集。</translation>
    </message>
    <message>
        <source>Tolosana et al. 2018: siamese recurrent branches; Snyder et al. 2018: mean and deviation over time</source>
        <extracomment>networks/recurrent.py</extracomment>
        <translation>Tolosana et al. 2018：孪生循环分支；Snyder et al. 2018：对时间的均值与标准差</translation>
    </message>
    <message>
        <source>Too little is left without {group}. {why} Or name a further corpus.</source>
        <extracomment>workflows/crossing.py</extracomment>
        <translation>去掉 {group} 后所剩太少。{why} 也可再指定一个数据集。</translation>
    </message>
    <message>
        <source>Train</source>
        <extracomment>gui/panels/rail.py, gui/panels/train.py</extracomment>
        <translation>训练</translation>
    </message>
    <message>
        <source>Train a challenger</source>
        <extracomment>gui/panels/training_outcome.py</extracomment>
        <translation>训练候选模型</translation>
    </message>
    <message>
        <source>Training</source>
        <extracomment>gui/panels/training_outcome.py</extracomment>
        <translation>训练</translation>
    </message>
    <message>
        <source>Training needs at least two signers, found {count}. Collect more signatures or add a corpus.</source>
        <extracomment>learning/sampler.py</extracomment>
        <translation>训练至少需要两位签名人，得到 {count} 位。请采集更多签名，或添加数据集。</translation>
    </message>
    <message>
        <source>Training steps of each network</source>
        <extracomment>gui/panels/training_plan.py</extracomment>
        <translation>每个网络的训练步数</translation>
    </message>
    <message>
        <source>Training was stopped; the model in use is unchanged.</source>
        <extracomment>learning/training.py, workflows/training.py</extracomment>
        <translation>训练已停止；现用模型未变。</translation>
    </message>
    <message>
        <source>Two channels and two streams need a fixed number of frames. Leave the pyramid away.</source>
        <extracomment>networks/zagoruyko_2015.py</extracomment>
        <translation>双通道和双流网络需要固定的帧数。请不要使用金字塔。</translation>
    </message>
    <message>
        <source>Two channels go through one trunk: there is nothing to uncouple.</source>
        <extracomment>networks/zagoruyko_2015.py</extracomment>
        <translation>双通道经过同一主干：没有可解耦的部分。</translation>
    </message>
    <message>
        <source>Two corpora have the same name, so their signers cannot be told apart. Rename one.</source>
        <extracomment>corpora/split.py</extracomment>
        <translation>两个数据集同名，无法区分其签名人。请重命名其中一个。</translation>
    </message>
    <message>
        <source>Two folders, &apos;{one}&apos; and &apos;{other}&apos;, would be one where capitals do not count. Rename a signer, or convert them apart.</source>
        <extracomment>workflows/converting.py</extracomment>
        <translation>不区分大小写时，{one} 与 {other} 两个文件夹会合为一个。请重命名其中一位签名人，或分别转换。</translation>
    </message>
    <message>
        <source>Two signatures would be written to {target}. Rename one, or convert them apart.</source>
        <extracomment>workflows/converting.py</extracomment>
        <translation>将有两个签名写入 {target}。请重命名其中一个，或分别转换。</translation>
    </message>
    <message>
        <source>Two-channel, central and surround streams</source>
        <extracomment>networks/zagoruyko_2015.py</extracomment>
        <translation>双通道，中心与整体两路</translation>
    </message>
    <message>
        <source>Two-channel, the pair as one input</source>
        <extracomment>networks/zagoruyko_2015.py</extracomment>
        <translation>双通道，签名对作为一个输入</translation>
    </message>
    <message>
        <source>Type a passphrase, twice.</source>
        <extracomment>gui/panels/protection.py</extracomment>
        <translation>请输入口令两次。</translation>
    </message>
    <message>
        <source>Type the name of the person who signs.</source>
        <extracomment>storage/signers.py</extracomment>
        <translation>请输入签名者的姓名。</translation>
    </message>
    <message>
        <source>Type the passphrase of the store.</source>
        <extracomment>gui/desk_keeping.py</extracomment>
        <translation>请输入签名库的口令。</translation>
    </message>
    <message>
        <source>Type what it is, for example &apos;initials&apos;.</source>
        <extracomment>storage/profiles.py</extracomment>
        <translation>请输入它是什么，例如“姓名缩写”。</translation>
    </message>
    <message>
        <source>Type your name and password.</source>
        <extracomment>gui/desk_keeping.py</extracomment>
        <translation>请输入您的姓名和密码。</translation>
    </message>
    <message>
        <source>UIM, one folder a signer</source>
        <extracomment>gui/panels/corpus_folders.py</extracomment>
        <translation>UIM，每位签名人一个文件夹</translation>
    </message>
    <message>
        <source>Undo the last stroke</source>
        <extracomment>gui/panels/signing_pad.py</extracomment>
        <translation>撤销最后一笔</translation>
    </message>
    <message>
        <source>Unknown architecture &apos;{name}&apos;. Choose from {known}.</source>
        <extracomment>workflows/architectures.py</extracomment>
        <translation>未知结构“{name}”。请从 {known} 中选择。</translation>
    </message>
    <message>
        <source>Unknown feature functions {unknown}; known are {known}.</source>
        <extracomment>ink/features.py</extracomment>
        <translation>未知特征函数 {unknown}；已知的有 {known}。</translation>
    </message>
    <message>
        <source>Unknown ink &apos;{ink}&apos;. Choose one of {known}.</source>
        <extracomment>ink/degraded.py</extracomment>
        <translation>未知笔迹种类“{ink}”。请从 {known} 中选择。</translation>
    </message>
    <message>
        <source>Unknown way of drawing &apos;{draw}&apos;. Choose one of {known}.</source>
        <extracomment>corpora/protocol.py</extracomment>
        <translation>未知抽取方式“{draw}”。请从 {known} 中选择。</translation>
    </message>
    <message>
        <source>Unlock</source>
        <extracomment>gui/panels/lock_page.py</extracomment>
        <translation>解锁</translation>
    </message>
    <message>
        <source>Until</source>
        <extracomment>gui/panels/retention_card.py</extracomment>
        <translation>至</translation>
    </message>
    <message>
        <source>Until then nobody can see or read any signer or signature here.</source>
        <extracomment>gui/panels/lock_page.py</extracomment>
        <translation>在此之前，任何人都无法在此查看或读取签名人和签名。</translation>
    </message>
    <message>
        <source>Until when the signatures of &apos;{signer_id}&apos; are kept cannot be read. Restore the store from a copy.</source>
        <extracomment>storage/signers.py</extracomment>
        <translation>“{signer_id}”的签名保存期限无法读取。请从备份恢复签名库。</translation>
    </message>
    <message>
        <source>Update this program, or remove it.</source>
        <extracomment>ink/formats/annotations.py</extracomment>
        <translation>请更新本程序，或将其删除。</translation>
    </message>
    <message>
        <source>Use it</source>
        <extracomment>gui/panels/store_choice.py</extracomment>
        <translation>使用</translation>
    </message>
    <message>
        <source>Use the new model</source>
        <extracomment>gui/panels/training_outcome.py</extracomment>
        <translation>启用新模型</translation>
    </message>
    <message>
        <source>Verdict and evidence</source>
        <extracomment>gui/panels/verdict.py</extracomment>
        <translation>结论与证据</translation>
    </message>
    <message>
        <source>Verify a signature</source>
        <extracomment>gui/panels/enrol.py, gui/panels/verify.py</extracomment>
        <translation>核验签名</translation>
    </message>
    <message>
        <source>Verifying can begin, but is less sure.</source>
        <extracomment>gui/panels/enrolment_steps.py</extracomment>
        <translation>已可开始核验，但把握较小。</translation>
    </message>
    <message>
        <source>Wacom&apos;s Universal Ink Model is read and written by Wacom&apos;s own library, which is not installed. Bring it by pip install &apos;sigverify[{extra}]&apos;, or use InkML.</source>
        <extracomment>ink/formats/uim_channels.py</extracomment>
        <translation>Wacom 的 Universal Ink Model 由 Wacom 自己的程序库读写，该库尚未安装。请运行 pip install &apos;sigverify[{extra}]&apos; 安装，或改用 InkML。</translation>
    </message>
    <message>
        <source>Wait until what runs has ended.</source>
        <extracomment>gui/panels/model_list.py</extracomment>
        <translation>请等待正在运行的任务结束。</translation>
    </message>
    <message>
        <source>What a training had half learnt from it went too.</source>
        <extracomment>gui/words.py</extracomment>
        <translation>尚未完成的训练据此学到的内容也已擦除。</translation>
    </message>
    <message>
        <source>What a training has learnt from what is to be erased cannot be removed from &apos;{folder}&apos; ({strerror}). Nothing was erased; mend its rights and try again.</source>
        <extracomment>storage/trainings.py</extracomment>
        <translation>训练从待擦除内容中学到的结果无法从 {folder} 中移除（{strerror}）。未擦除任何内容；请修正其权限后重试。</translation>
    </message>
    <message>
        <source>What came of the change</source>
        <extracomment>gui/panels/protection.py</extracomment>
        <translation>更改结果</translation>
    </message>
    <message>
        <source>What came of the recovery key</source>
        <extracomment>gui/panels/protection.py</extracomment>
        <translation>恢复密钥结果</translation>
    </message>
    <message>
        <source>What else is learnt from</source>
        <extracomment>gui/panels/training_plan.py</extracomment>
        <translation>其他学习来源</translation>
    </message>
    <message>
        <source>What is learnt from</source>
        <extracomment>gui/panels/training_outcome.py</extracomment>
        <translation>学习来源</translation>
    </message>
    <message>
        <source>What is the other way of signing called?</source>
        <extracomment>gui/panels/signer_details.py</extracomment>
        <translation>另一种签名式样叫什么？</translation>
    </message>
    <message>
        <source>What is there</source>
        <extracomment>gui/panels/store_choice.py</extracomment>
        <translation>那里有什么</translation>
    </message>
    <message>
        <source>What is trained</source>
        <extracomment>gui/panels/training_plan.py</extracomment>
        <translation>训练内容</translation>
    </message>
    <message>
        <source>What is used, and the outcome</source>
        <extracomment>gui/panels/training_outcome.py</extracomment>
        <translation>所用数据与结果</translation>
    </message>
    <message>
        <source>What it is</source>
        <extracomment>gui/desk_models.py</extracomment>
        <translation>它是什么</translation>
    </message>
    <message>
        <source>What it was trained on</source>
        <extracomment>gui/desk_models.py</extracomment>
        <translation>用什么训练</translation>
    </message>
    <message>
        <source>What left or came back</source>
        <extracomment>gui/audit_words.py</extracomment>
        <translation>导出与还原</translation>
    </message>
    <message>
        <source>What opened this store opens it no more. Type the passphrase.</source>
        <extracomment>storage/unlocking.py</extracomment>
        <translation>原先的打开方式已失效。请输入口令。</translation>
    </message>
    <message>
        <source>What opened this store opens it no more: another window or program changed the passphrase, or took away the right to sign in. Close the store and open it anew.</source>
        <extracomment>storage/store_keys.py</extracomment>
        <translation>原先的打开方式已失效：另一窗口或程序更改了口令，或收回了登录权限。请关闭签名库并重新打开。</translation>
    </message>
    <message>
        <source>What opens the store</source>
        <extracomment>gui/panels/protection.py</extracomment>
        <translation>打开签名库的方式</translation>
    </message>
    <message>
        <source>What signatures are kept for, and until when. Nobody is erased by itself: a person erases whoever is due.</source>
        <extracomment>gui/panels/retention_card.py</extracomment>
        <translation>签名的保存目的和期限。不会自动擦除任何人：到期者由人工擦除。</translation>
    </message>
    <message>
        <source>What the check found</source>
        <extracomment>gui/panels/audit_check.py</extracomment>
        <translation>检查结果</translation>
    </message>
    <message>
        <source>What the entry tells beyond that</source>
        <extracomment>gui/tables/audit_model.py</extracomment>
        <translation>条目另外记录的内容</translation>
    </message>
    <message>
        <source>What the signatures are kept for</source>
        <extracomment>gui/panels/retention_card.py</extracomment>
        <translation>签名的保存目的</translation>
    </message>
    <message>
        <source>What the signer is for in this training</source>
        <extracomment>gui/tables/training_signers.py</extracomment>
        <translation>签名人在本次训练中的用途</translation>
    </message>
    <message>
        <source>What these rates do not tell: how often the model errs on other tablets, with other forgers, or on signers of other ages, scripts and habits than those of these corpora; and how probable an error is in this case.</source>
        <extracomment>gui/plots/report_model.py</extracomment>
        <translation>这些错误率不能说明：换用其他手写板、面对其他摹仿者，或签名人的年龄、文字与书写习惯不同于这些数据集时，模型多常出错；也不能说明本案中出错的可能性有多大。</translation>
    </message>
    <message>
        <source>What they are kept for</source>
        <extracomment>gui/panels/retention_card.py</extracomment>
        <translation>保存目的</translation>
    </message>
    <message>
        <source>What this machine noted beside the store cannot be read.</source>
        <extracomment>storage/local_notes.py</extracomment>
        <translation>无法读取本机记在签名库旁的内容。</translation>
    </message>
    <message>
        <source>What this operator did only</source>
        <extracomment>gui/panels/audit_filters.py</extracomment>
        <translation>只显示此操作员的操作</translation>
    </message>
    <message>
        <source>What was decided about signatures</source>
        <extracomment>gui/panels/review.py</extracomment>
        <translation>对签名作出的判定</translation>
    </message>
    <message>
        <source>What was done</source>
        <extracomment>gui/tables/audit_model.py</extracomment>
        <translation>做了什么</translation>
    </message>
    <message>
        <source>What was it really? Only a person&apos;s word lets it be learnt from.</source>
        <extracomment>gui/panels/verdict.py</extracomment>
        <translation>实际是真是伪？只有经人工标注才可用于学习。</translation>
    </message>
    <message>
        <source>When</source>
        <extracomment>gui/tables/audit_model.py</extracomment>
        <translation>时间</translation>
    </message>
    <message>
        <source>When it was done, by this machine&apos;s clock</source>
        <extracomment>gui/tables/audit_model.py</extracomment>
        <translation>操作时间，以本机时钟为准</translation>
    </message>
    <message>
        <source>When it was made</source>
        <extracomment>gui/panels/model_list.py</extracomment>
        <translation>制作时间</translation>
    </message>
    <message>
        <source>Where signers are kept</source>
        <extracomment>gui/panels/store_choice.py</extracomment>
        <translation>签名人存放在何处</translation>
    </message>
    <message>
        <source>Where this model was measured, with {references}, by its own lines, it accepted {accepted} of skilled forgeries and rejected {rejected} of genuine signatures. What that tells, and what it does not, stands below.</source>
        <extracomment>gui/plots/report_model.py</extracomment>
        <translation>在对该模型的实测中，用 {references}并按其自带阈值，它接受了 {accepted} 的熟练摹仿，拒绝了 {rejected} 的真实签名。这说明什么、不说明什么，见下文。</translation>
    </message>
    <message>
        <source>Whether challenger and model in use are compared on this signer</source>
        <extracomment>gui/tables/training_signers.py</extracomment>
        <translation>是否在此签名人上比较候选模型与现用模型</translation>
    </message>
    <message>
        <source>Whether it is in use, and since when it was last</source>
        <extracomment>gui/panels/model_list.py</extracomment>
        <translation>是否在用，以及最近何时启用</translation>
    </message>
    <message>
        <source>Whether its end was cut off shows only against an end that was kept elsewhere: keep it now, and check against it later.</source>
        <extracomment>gui/panels/audit_check.py</extracomment>
        <translation>链尾是否被截去，只有与保存在别处的链尾核对才能看出：请现在保存，以后据此核对。</translation>
    </message>
    <message>
        <source>Which of the signer&apos;s ways of signing is meant, here and everywhere</source>
        <extracomment>gui/panels/signer_list.py</extracomment>
        <translation>指签名人的哪一种签名式样，适用于各处</translation>
    </message>
    <message>
        <source>Which short movements a hand makes, and how often, compare beside the networks</source>
        <extracomment>gui/panels/network_choice.py</extracomment>
        <translation>书写者有哪些短促的动作、各有多频繁，与各网络一同参与比较</translation>
    </message>
    <message>
        <source>Which signer it is about; the chain names nobody but by a random id</source>
        <extracomment>gui/tables/audit_model.py</extracomment>
        <translation>与哪位签名人有关；链中只以随机编号指代签名人</translation>
    </message>
    <message>
        <source>Which way a signature departs, slower or quicker, with more lifts or fewer, compares beside the networks</source>
        <extracomment>gui/panels/network_choice.py</extracomment>
        <translation>签名朝哪个方向偏离（更慢或更快，提笔更多或更少），与各网络一同参与比较</translation>
    </message>
    <message>
        <source>While it is locked, nobody can see or read any signer or signature here. What is being written is kept first; a training goes on.</source>
        <extracomment>gui/panels/protection.py</extracomment>
        <translation>锁定期间，任何人都无法在此查看或读取签名人和签名。正在书写的内容会先保存；训练继续进行。</translation>
    </message>
    <message>
        <source>While the pen moves</source>
        <extracomment>gui/panels/live_card.py</extracomment>
        <translation>书写过程</translation>
    </message>
    <message>
        <source>Who signs should not see how close they are: show the curve only with the verdict (Ctrl+H)</source>
        <extracomment>gui/panels/live_card.py</extracomment>
        <translation>签名者不应看到自己有多接近：曲线只与结论一同显示（Ctrl+H）</translation>
    </message>
    <message>
        <source>Who was signed in</source>
        <extracomment>gui/tables/audit_model.py</extracomment>
        <translation>当时登录的人</translation>
    </message>
    <message>
        <source>Whose is it?</source>
        <extracomment>gui/panels/verdict.py, gui/panels/verify.py</extracomment>
        <translation>这是谁的签名？</translation>
    </message>
    <message>
        <source>Whose networks are measured on this signer, whom they never see; in which folds the signer chooses when to stop</source>
        <extracomment>gui/tables/training_signers.py</extracomment>
        <translation>哪一折的网络在此签名人上测量（从未见过此人）；此人在哪些折中决定何时停止</translation>
    </message>
    <message>
        <source>Why no further signature is taken</source>
        <extracomment>gui/panels/attempts_notice.py</extracomment>
        <translation>不再接受签名的原因</translation>
    </message>
    <message>
        <source>Width × height</source>
        <extracomment>gui/plots/report_items.py</extracomment>
        <translation>宽 × 高</translation>
    </message>
    <message>
        <source>With fewer than {fewest} signers a challenger can be trained, but there is not enough evidence to put it in use. Enrol {missing} more.</source>
        <extracomment>gui/desk_training.py</extracomment>
        <translation>签名人少于 {fewest} 位时可以训练候选模型，但证据不足以启用它。请再登记 {missing} 位。</translation>
    </message>
    <message>
        <source>With fewer than {fewest} there is not enough evidence to put a challenger in use: enrol {missing} more. Signers kept apart are not learnt from, so that they serve the next comparison too.</source>
        <extracomment>workflows/retrain_material.py</extracomment>
        <translation>少于 {fewest} 位时，证据不足以启用候选模型：请再登记 {missing} 位。单独留出的签名人不用于学习，因此也可用于下次比较。</translation>
    </message>
    <message numerus="yes">
        <source>With the signer went {n} forgeries of others&apos; signatures.</source>
        <extracomment>gui/words.py</extracomment>
        <translation>
            <numerusform>{n} 个对他人签名的伪造也随之擦除。</numerusform>
        </translation>
    </message>
    <message>
        <source>Worse: the error rate changes by {span}. The old model stays.</source>
        <extracomment>workflows/retrain_verdict.py</extracomment>
        <translation>差于现用模型：错误率变化 {span}。保留现用模型。</translation>
    </message>
    <message>
        <source>Write it down now: it is shown this once. Then type the two groups that are asked for.</source>
        <extracomment>gui/panels/protection.py</extracomment>
        <translation>请立即抄写：仅显示这一次。然后输入所要求的两组。</translation>
    </message>
    <message>
        <source>Write the audit chain</source>
        <extracomment>gui/panels/audit_export.py</extracomment>
        <translation>写出审计链</translation>
    </message>
    <message>
        <source>Write the entries that are listed into a table (CSV)</source>
        <extracomment>gui/panels/audit_export.py</extracomment>
        <translation>将列出的条目写成表格（CSV）</translation>
    </message>
    <message>
        <source>Write this plot into a file: PNG, SVG or CSV</source>
        <extracomment>gui/panels/plot_export.py</extracomment>
        <translation>将此图写入文件：PNG、SVG 或 CSV</translation>
    </message>
    <message>
        <source>Writing the challenger</source>
        <extracomment>workflows/retraining.py</extracomment>
        <translation>正在写入候选模型</translation>
    </message>
    <message>
        <source>Written (UTC)</source>
        <extracomment>gui/plots/report_items.py</extracomment>
        <translation>书写时间（UTC）</translation>
    </message>
    <message>
        <source>Written: {path}. Keep it elsewhere: on another machine, in a mail, on paper.</source>
        <extracomment>gui/panels/audit.py</extracomment>
        <translation>已写出：{path}。请保存在别处：另一台机器、邮件或纸上。</translation>
    </message>
    <message>
        <source>Written: {path}. Signers and operators stand in it by their random ids.</source>
        <extracomment>gui/panels/audit.py</extracomment>
        <translation>已写出：{path}。其中签名人和操作员只以随机编号出现。</translation>
    </message>
    <message>
        <source>You are no operator of this store any more. Ask an administrator.</source>
        <extracomment>storage/operators.py</extracomment>
        <translation>您已不是此签名库的操作员。请联系管理员。</translation>
    </message>
    <message>
        <source>Zagoruyko &amp; Komodakis 2015</source>
        <extracomment>networks/zagoruyko_2015.py</extracomment>
        <translation>Zagoruyko &amp; Komodakis 2015</translation>
    </message>
    <message>
        <source>a capture fact is of the wrong kind</source>
        <extracomment>ink/packing.py</extracomment>
        <translation>有一项采集信息的类型不对</translation>
    </message>
    <message>
        <source>a comparison needs two genuine signatures</source>
        <extracomment>workflows/retrain_material.py</extracomment>
        <translation>比较需要两个真实签名</translation>
    </message>
    <message>
        <source>a copy of signature {number}</source>
        <extracomment>gui/audit_words.py</extracomment>
        <translation>签名 {number} 的副本</translation>
    </message>
    <message>
        <source>a distance of two vectors stands in place of their further recurrent layer over both signatures</source>
        <extracomment>networks/recurrent.py</extracomment>
        <translation>以两个向量的距离代替原文对两个签名的后续循环层</translation>
    </message>
    <message>
        <source>a former operator ({id})</source>
        <extracomment>gui/desk_reviewing.py</extracomment>
        <translation>曾任操作员（{id}）</translation>
    </message>
    <message>
        <source>a linear component was taken out of channel {name}.</source>
        <extracomment>ink/formats/iso19794_7.py</extracomment>
        <translation>通道 {name} 被减去了线性分量。</translation>
    </message>
    <message>
        <source>a list</source>
        <extracomment>verification/card_facts.py</extracomment>
        <translation>列表</translation>
    </message>
    <message>
        <source>a number</source>
        <extracomment>verification/card_facts.py</extracomment>
        <translation>数值</translation>
    </message>
    <message>
        <source>a number of references</source>
        <extracomment>verification/card_facts.py</extracomment>
        <translation>参考签名数量</translation>
    </message>
    <message>
        <source>a point has more than {channel} values: &apos;{text}&apos;.</source>
        <extracomment>ink/formats/inkml_trace.py</extracomment>
        <translation>有一个点的数值多于 {channel} 个：“{text}”。</translation>
    </message>
    <message>
        <source>a point has {channel} values, expected {regular}: &apos;{text}&apos;.</source>
        <extracomment>ink/formats/inkml_trace.py</extracomment>
        <translation>有一个点有 {channel} 个数值，应为 {regular} 个：“{text}”。</translation>
    </message>
    <message>
        <source>a recording</source>
        <extracomment>gui/replay.py</extracomment>
        <translation>一段记录</translation>
    </message>
    <message>
        <source>a stroke has a time stamp of no clock.</source>
        <extracomment>ink/formats/uim.py</extracomment>
        <translation>有一个笔画的时间戳不属于任何时钟。</translation>
    </message>
    <message>
        <source>a table</source>
        <extracomment>verification/card_facts.py</extracomment>
        <translation>对照表</translation>
    </message>
    <message>
        <source>a text</source>
        <extracomment>verification/card_facts.py</extracomment>
        <translation>文本</translation>
    </message>
    <message>
        <source>a trace has no channel X or no channel Y.</source>
        <extracomment>ink/formats/inkml.py</extracomment>
        <translation>有一条轨迹缺少通道 X 或通道 Y。</translation>
    </message>
    <message>
        <source>a verdict takes hard DTW of the frames, since a soft path cost may be below 0</source>
        <extracomment>networks/soft_alignment.py</extracomment>
        <translation>判定采用帧的硬 DTW，因为软路径代价可能低于 0</translation>
    </message>
    <message>
        <source>a view shows a part of a trace.</source>
        <extracomment>ink/formats/inkml_document.py</extracomment>
        <translation>有一个视图只显示轨迹的一部分。</translation>
    </message>
    <message>
        <source>a whole number</source>
        <extracomment>verification/card_facts.py</extracomment>
        <translation>整数</translation>
    </message>
    <message>
        <source>all</source>
        <extracomment>gui/plots/live_plot.py</extracomment>
        <translation>合计</translation>
    </message>
    <message>
        <source>all that is held on a person</source>
        <extracomment>gui/audit_words.py</extracomment>
        <translation>关于某人的全部内容</translation>
    </message>
    <message>
        <source>and {more} more</source>
        <extracomment>gui/panels/training_split.py, learning/checkpoints.py</extracomment>
        <translation>另有 {more} 位</translation>
    </message>
    <message>
        <source>any number of attempts</source>
        <extracomment>gui/audit_words.py</extracomment>
        <translation>尝试次数不限</translation>
    </message>
    <message>
        <source>as long as the folds did best with</source>
        <extracomment>gui/panels/training_split.py</extracomment>
        <translation>步数取各折最佳者</translation>
    </message>
    <message>
        <source>at least {support}</source>
        <extracomment>verification/likelihood_ratio.py</extracomment>
        <translation>至少{support}</translation>
    </message>
    <message>
        <source>attempt {number}</source>
        <extracomment>gui/audit_words.py, storage/attempts.py</extracomment>
        <translation>尝试 {number}</translation>
    </message>
    <message>
        <source>attempt {number} of {most}</source>
        <extracomment>gui/audit_words.py</extracomment>
        <translation>第 {number} 次尝试，共 {most} 次</translation>
    </message>
    <message>
        <source>back to entry {number}</source>
        <extracomment>gui/audit_words.py</extracomment>
        <translation>回到条目 {number}</translation>
    </message>
    <message>
        <source>before: {name}</source>
        <extracomment>gui/panels/training_outcome.py</extracomment>
        <translation>之前：{name}</translation>
    </message>
    <message>
        <source>bins in time stand in place of spatial ones: the whole and its two halves</source>
        <extracomment>networks/zagoruyko_2015.py</extracomment>
        <translation>以时间分段代替空间分段：整体及其两半</translation>
    </message>
    <message>
        <source>bold: all · thin: each reference</source>
        <extracomment>gui/panels/live_card.py</extracomment>
        <translation>粗线：全部 · 细线：各参考签名</translation>
    </message>
    <message>
        <source>both parts, whose signers share numbers</source>
        <extracomment>corpora/folders.py</extracomment>
        <translation>两个部分混在一起，而两部分的签名人编号相同</translation>
    </message>
    <message>
        <source>both signatures are resampled to one time axis, and their 13 + 13 functions are the channels</source>
        <extracomment>networks/zagoruyko_2015.py</extracomment>
        <translation>两个签名重采样到同一时间轴，其 13 + 13 个函数即为通道</translation>
    </message>
    <message>
        <source>by {seconds} s</source>
        <extracomment>gui/audit_words.py</extracomment>
        <translation>{seconds} 秒</translation>
    </message>
    <message>
        <source>card of model {model}</source>
        <extracomment>storage/models.py</extracomment>
        <translation>模型 {model} 的模型卡</translation>
    </message>
    <message>
        <source>centre and surround are the middle half of the time and all of it at half the rate</source>
        <extracomment>networks/zagoruyko_2015.py</extracomment>
        <translation>中心与整体分别为时间的中间一半，以及半采样率的全部时间</translation>
    </message>
    <message>
        <source>centre and whole, each conv 96 × 4 step 2, max 4, conv 192 × 3, conv 256 × 3, conv 256 × 3</source>
        <extracomment>networks/zagoruyko_2015.py</extracomment>
        <translation>中心与整体各为：卷积 96 × 4 步长 2，最大池化 4，卷积 192 × 3，卷积 256 × 3，卷积 256 × 3</translation>
    </message>
    <message>
        <source>challenger</source>
        <extracomment>gui/plots/slope_chart.py</extracomment>
        <translation>候选模型</translation>
    </message>
    <message>
        <source>channel</source>
        <extracomment>ink/formats/json_lines.py</extracomment>
        <translation>通道</translation>
    </message>
    <message>
        <source>channels missing: {missing}, unknown: {foreign}</source>
        <extracomment>ink/packing.py</extracomment>
        <translation>缺少通道：{missing}；未知通道：{foreign}</translation>
    </message>
    <message>
        <source>check {number}</source>
        <extracomment>gui/plots/det_plot.py</extracomment>
        <translation>检查 {number}</translation>
    </message>
    <message>
        <source>chooses in {folds}</source>
        <extracomment>gui/tables/training_signers.py</extracomment>
        <translation>在第 {folds} 折中决定</translation>
    </message>
    <message>
        <source>collected</source>
        <extracomment>gui/audit_words.py</extracomment>
        <translation>采集</translation>
    </message>
    <message>
        <source>column &apos;button&apos; must be a whole number from 0, found {button:g}.</source>
        <extracomment>ink/formats/svc2004.py</extracomment>
        <translation>“button”列应为从 0 起的整数，得到 {button:g}。</translation>
    </message>
    <message>
        <source>column &apos;stroke&apos; must be −1 or count 0, 1, 2 …, found {stroke:g}.</source>
        <extracomment>ink/formats/csv_ink.py</extracomment>
        <translation>“stroke”列应为 −1 或按 0、1、2……计数，得到 {stroke:g}。</translation>
    </message>
    <message>
        <source>column &apos;{name}&apos; is not a number: &apos;{cell}&apos;.</source>
        <extracomment>ink/formats/plain_text.py</extracomment>
        <translation>“{name}”列不是数值：“{cell}”。</translation>
    </message>
    <message>
        <source>column &apos;{name}&apos; must be 0 or 1, found {values:g}.</source>
        <extracomment>ink/formats/plain_text.py</extracomment>
        <translation>“{name}”列应为 0 或 1，得到 {values:g}。</translation>
    </message>
    <message>
        <source>column &apos;{name}&apos; must be a finite number of a reasonable size, found &apos;{cell}&apos;.</source>
        <extracomment>ink/formats/plain_text.py</extracomment>
        <translation>“{name}”列应为大小合理的有限数值，得到“{cell}”。</translation>
    </message>
    <message>
        <source>comes with the program</source>
        <extracomment>gui/desk_models.py</extracomment>
        <translation>随程序提供</translation>
    </message>
    <message>
        <source>compared with {signers}</source>
        <extracomment>gui/audit_words.py</extracomment>
        <translation>与 {signers}比对</translation>
    </message>
    <message>
        <source>complex</source>
        <extracomment>gui/panels/reference_cards.py</extracomment>
        <translation>复杂</translation>
    </message>
    <message>
        <source>contrastive (Chopra et al. 2005)</source>
        <extracomment>gui/loss_words.py</extracomment>
        <translation>对比损失（Chopra et al. 2005）</translation>
    </message>
    <message>
        <source>contrastive with a margin (Hadsell et al. 2006)</source>
        <extracomment>gui/loss_words.py</extracomment>
        <translation>带间隔的对比损失（Hadsell et al. 2006）</translation>
    </message>
    <message>
        <source>conv 15 × 7, sub-sampling 2, conv 45 × 6, sub-sampling 4, conv 250 over all, 50 free outputs</source>
        <extracomment>networks/chopra_2005.py</extracomment>
        <translation>卷积 15 × 7，下采样 2，卷积 45 × 6，下采样 4，全长卷积 250，50 个不受限的输出</translation>
    </message>
    <message>
        <source>conv 15 × 7, sub-sampling 2, conv 45 × 6, sub-sampling 4, conv 250 over all, 50 outputs in ±1</source>
        <extracomment>networks/chopra_2005.py</extracomment>
        <translation>卷积 15 × 7，下采样 2，卷积 45 × 6，下采样 4，全长卷积 250，50 个 ±1 之内的输出</translation>
    </message>
    <message>
        <source>conv 7 step 2, two layers of 64 GRUs, a vector each 20 ms</source>
        <extracomment>networks/recurrent.py</extracomment>
        <translation>卷积 7 步长 2，两层各 64 个 GRU，每 20 ms 一个向量</translation>
    </message>
    <message>
        <source>conv 7 step 2, two layers of 64 GRUs, mean and deviation over time, 64 numbers</source>
        <extracomment>networks/recurrent.py</extracomment>
        <translation>卷积 7 步长 2，两层各 64 个 GRU，对时间的均值与标准差，64 个数值</translation>
    </message>
    <message>
        <source>conv 7, average 2, three residual dilated convs 5, a vector each 20 ms</source>
        <extracomment>networks/aligned_tdnn.py, networks/soft_alignment.py</extracomment>
        <translation>卷积 7，平均 2，三个残差空洞卷积 5，每 20 ms 一个向量</translation>
    </message>
    <message>
        <source>conv 7, average 2, three residual dilated convs 5, mean and deviation over time, 64 numbers</source>
        <extracomment>networks/pooled_tdnn.py</extracomment>
        <translation>卷积 7，平均 2，三个残差空洞卷积 5，对时间的均值与标准差，64 个数值</translation>
    </message>
    <message>
        <source>conv 7, average 2, two residual dilated convs 5, a vector each 20 ms</source>
        <extracomment>networks/aligned_tdnn.py</extracomment>
        <translation>卷积 7，平均 2，两个残差空洞卷积 5，每 20 ms 一个向量</translation>
    </message>
    <message>
        <source>conv 96 × 7 step 3, max 2, conv 192 × 5, max 2, conv 256 × 3, max over the whole and over each half</source>
        <extracomment>networks/zagoruyko_2015.py</extracomment>
        <translation>卷积 96 × 7 步长 3，最大池化 2，卷积 192 × 5，最大池化 2，卷积 256 × 3，对整体及每一半取最大值</translation>
    </message>
    <message>
        <source>conv 96 × 7 step 3, max 2, conv 192 × 5, max 4, conv 256 × 3</source>
        <extracomment>networks/zagoruyko_2015.py</extracomment>
        <translation>卷积 96 × 7 步长 3，最大池化 2，卷积 192 × 5，最大池化 4，卷积 256 × 3</translation>
    </message>
    <message>
        <source>corpus</source>
        <extracomment>gui/desk_models.py</extracomment>
        <translation>数据集</translation>
    </message>
    <message>
        <source>cosine</source>
        <extracomment>networks/bromley_1994.py</extracomment>
        <translation>余弦</translation>
    </message>
    <message>
        <source>cosine to targets (Bromley et al. 1994)</source>
        <extracomment>gui/loss_words.py</extracomment>
        <translation>余弦目标（Bromley et al. 1994）</translation>
    </message>
    <message>
        <source>cutoff_hz must lie between 0 and {rate_hz:g}, found {cutoff_hz:g}.</source>
        <extracomment>ink/features.py</extracomment>
        <translation>cutoff_hz 应在 0 到 {rate_hz:g} 之间，得到 {cutoff_hz:g}。</translation>
    </message>
    <message>
        <source>dd MMM yy</source>
        <extracomment>gui/panels/reference_cards.py</extracomment>
        <translation>yyyy-MM-dd</translation>
    </message>
    <message>
        <source>decided before: {outcome}</source>
        <extracomment>gui/audit_words.py</extracomment>
        <translation>此前判定：{outcome}</translation>
    </message>
    <message>
        <source>decision</source>
        <extracomment>storage/chain_check.py</extracomment>
        <translation>判定</translation>
    </message>
    <message>
        <source>decision line</source>
        <extracomment>gui/plots/live_plot.py</extracomment>
        <translation>判定阈值</translation>
    </message>
    <message>
        <source>decision {number}</source>
        <extracomment>gui/audit_words.py, storage/decisions.py</extracomment>
        <translation>判定 {number}</translation>
    </message>
    <message>
        <source>decisions</source>
        <extracomment>gui/audit_words.py</extracomment>
        <translation>判定</translation>
    </message>
    <message>
        <source>distance</source>
        <extracomment>gui/plots/signature_map_plot.py</extracomment>
        <translation>距离</translation>
    </message>
    <message>
        <source>distance of a pair</source>
        <extracomment>gui/plots/training_plots.py</extracomment>
        <translation>签名对的距离</translation>
    </message>
    <message>
        <source>distance so far</source>
        <extracomment>gui/plots/live_plot.py</extracomment>
        <translation>当前距离</translation>
    </message>
    <message>
        <source>does not</source>
        <extracomment>gui/plots/energy_plot.py</extracomment>
        <translation>不满足</translation>
    </message>
    <message>
        <source>does not exist</source>
        <extracomment>corpora/folders.py</extracomment>
        <translation>不存在</translation>
    </message>
    <message>
        <source>due on no day</source>
        <extracomment>gui/audit_words.py</extracomment>
        <translation>无到期日</translation>
    </message>
    <message>
        <source>duration alone</source>
        <extracomment>gui/panels/training_result.py</extracomment>
        <translation>仅时长</translation>
    </message>
    <message>
        <source>each genuine signature of a batch in turn is the anchor, not one of them</source>
        <extracomment>networks/aligned_tdnn.py</extracomment>
        <translation>批次中每个真实签名轮流作为锚点，而非只取一个</translation>
    </message>
    <message>
        <source>each map of the second convolution sees all maps of the layer before, in the paper only some</source>
        <extracomment>networks/chopra_2005.py</extracomment>
        <translation>第二次卷积的每个图看到前一层的所有图，原文中只看到部分</translation>
    </message>
    <message>
        <source>each network&apos;s own</source>
        <extracomment>gui/panels/network_choice.py</extracomment>
        <translation>各网络的默认项</translation>
    </message>
    <message>
        <source>each output is a tanh, so that the energy never exceeds Q = 100</source>
        <extracomment>networks/chopra_2005.py</extracomment>
        <translation>每个输出为 tanh，因此能量不超过 Q = 100</translation>
    </message>
    <message>
        <source>energy: L1 distance</source>
        <extracomment>networks/chopra_2005.py</extracomment>
        <translation>能量：L1 距离</translation>
    </message>
    <message>
        <source>entries of the audit chain</source>
        <extracomment>gui/audit_words.py</extracomment>
        <translation>审计链条目</translation>
    </message>
    <message>
        <source>entry {sequence} of the audit chain</source>
        <extracomment>storage/chain.py</extracomment>
        <translation>审计链第 {sequence} 条</translation>
    </message>
    <message>
        <source>equal error</source>
        <extracomment>gui/desk_models.py</extracomment>
        <translation>等错误率</translation>
    </message>
    <message>
        <source>equal error rate (%)</source>
        <extracomment>gui/plots/training_plots.py</extracomment>
        <translation>等错误率（%）</translation>
    </message>
    <message>
        <source>equation 1 for the distance, equation 4 for the loss; the layers of Chopra et al. 2005</source>
        <extracomment>networks/chopra_2005.py</extracomment>
        <translation>距离见式 1，损失见式 4；各层同 Chopra et al. 2005</translation>
    </message>
    <message>
        <source>erased: {signer_id}…</source>
        <extracomment>gui/tables/audit_model.py</extracomment>
        <translation>已擦除：{signer_id}…</translation>
    </message>
    <message>
        <source>every function has mean 0 and deviation 1 over the signature</source>
        <extracomment>networks/bromley_1994.py</extracomment>
        <translation>每个函数在整个签名上均值为 0、标准差为 1</translation>
    </message>
    <message>
        <source>expected &apos;DataSize:&apos; and the number of points.</source>
        <extracomment>ink/formats/susig.py</extracomment>
        <translation>应为“DataSize:”和点数。</translation>
    </message>
    <message>
        <source>expected a line such as &apos;001-01 g&apos; or &apos;001-02 f&apos;.</source>
        <extracomment>corpora/folders.py</extracomment>
        <translation>应为“001-01 g”或“001-02 f”这样的一行。</translation>
    </message>
    <message>
        <source>expected a name and the number of points, found &apos;{found}&apos;.</source>
        <extracomment>ink/formats/sigcomp2009.py</extracomment>
        <translation>应为姓名和点数，得到“{found}”。</translation>
    </message>
    <message>
        <source>expected an object that begins with {{&quot;sigverify&quot;: {version}, found &apos;{text}&apos;.</source>
        <extracomment>ink/formats/json_lines.py</extracomment>
        <translation>应为以 {{&quot;sigverify&quot;: {version} 开头的对象，得到“{text}”。</translation>
    </message>
    <message>
        <source>expected the element &apos;ink&apos;, found &apos;{name}&apos;.</source>
        <extracomment>ink/formats/inkml_document.py</extracomment>
        <translation>应为元素“ink”，得到“{name}”。</translation>
    </message>
    <message>
        <source>expected the header &apos;{known}&apos;.</source>
        <extracomment>ink/formats/susig.py</extracomment>
        <translation>应为标题行“{known}”。</translation>
    </message>
    <message>
        <source>expected the number of points alone, found {count} columns.</source>
        <extracomment>ink/formats/svc2004.py</extracomment>
        <translation>应只有点数，得到 {count} 列。</translation>
    </message>
    <message>
        <source>expected the number of points, found &apos;{cell}&apos;.</source>
        <extracomment>ink/formats/plain_text.py</extracomment>
        <translation>应为点数，得到“{cell}”。</translation>
    </message>
    <message>
        <source>expected {count} columns ({known}), found {found}.</source>
        <extracomment>ink/formats/plain_text.py</extracomment>
        <translation>应为 {count} 列（{known}），得到 {found} 列。</translation>
    </message>
    <message>
        <source>fact</source>
        <extracomment>ink/formats/json_lines.py</extracomment>
        <translation>信息</translation>
    </message>
    <message>
        <source>false accept (%)</source>
        <extracomment>gui/plots/det_plot.py</extracomment>
        <translation>误接受率（%）</translation>
    </message>
    <message>
        <source>false reject (%)</source>
        <extracomment>gui/plots/det_plot.py</extracomment>
        <translation>误拒绝率（%）</translation>
    </message>
    <message>
        <source>fold {number}</source>
        <extracomment>gui/panels/training_split.py</extracomment>
        <translation>第 {number} 折</translation>
    </message>
    <message>
        <source>forger</source>
        <extracomment>storage/forgers.py</extracomment>
        <translation>摹仿者</translation>
    </message>
    <message>
        <source>forger of recording {row}</source>
        <extracomment>storage/forgers.py</extracomment>
        <translation>记录 {row} 的摹仿者</translation>
    </message>
    <message>
        <source>forger&apos;s name</source>
        <extracomment>storage/forgers.py</extracomment>
        <translation>摹仿者姓名</translation>
    </message>
    <message>
        <source>forgeries</source>
        <extracomment>gui/desk_models.py</extracomment>
        <translation>伪造签名</translation>
    </message>
    <message>
        <source>forgeries accepted (%)</source>
        <extracomment>gui/plots/det_plot.py</extracomment>
        <translation>伪造签名接受率（%）</translation>
    </message>
    <message>
        <source>forgeries that named the signer too</source>
        <extracomment>gui/audit_words.py</extracomment>
        <translation>连同写有该签名人姓名的伪造签名</translation>
    </message>
    <message>
        <source>frames are read forwards only, so that a live score never has to begin anew</source>
        <extracomment>networks/recurrent.py</extracomment>
        <translation>只向前读取各帧，使实时得分无需重新开始</translation>
    </message>
    <message>
        <source>genuine band</source>
        <extracomment>gui/plots/live_plot.py</extracomment>
        <translation>真实签名范围</translation>
    </message>
    <message>
        <source>genuine band, high</source>
        <extracomment>gui/plots/live_plot.py</extracomment>
        <translation>真实签名范围，上限</translation>
    </message>
    <message>
        <source>genuine band, low</source>
        <extracomment>gui/plots/live_plot.py</extracomment>
        <translation>真实签名范围，下限</translation>
    </message>
    <message>
        <source>genuine rejected</source>
        <extracomment>gui/desk_models.py</extracomment>
        <translation>真实签名拒绝率</translation>
    </message>
    <message>
        <source>genuine rejected (%)</source>
        <extracomment>gui/plots/det_plot.py</extracomment>
        <translation>真实签名拒绝率（%）</translation>
    </message>
    <message>
        <source>half of their units, with update gates; one convolution in steps of two in place of two with pooling</source>
        <extracomment>networks/recurrent.py</extracomment>
        <translation>单元数减半，带更新门；以一次步长为 2 的卷积代替两次卷积加池化</translation>
    </message>
    <message>
        <source>hidden layers are squashed by LeCun&apos;s scaled tanh</source>
        <extracomment>networks/chopra_2005.py</extracomment>
        <translation>隐藏层以 LeCun 的缩放 tanh 压缩</translation>
    </message>
    <message>
        <source>hinge (Zagoruyko &amp; Komodakis 2015)</source>
        <extracomment>gui/loss_words.py</extracomment>
        <translation>铰链损失（Zagoruyko &amp; Komodakis 2015）</translation>
    </message>
    <message>
        <source>impostor</source>
        <extracomment>evaluation/error_rates.py, gui/plots/training_plots.py</extracomment>
        <translation>冒充</translation>
    </message>
    <message>
        <source>in all; the steps are measured as it begins</source>
        <extracomment>gui/panels/training_plan.py</extracomment>
        <translation>总计；步数在开始时测定</translation>
    </message>
    <message>
        <source>in this trace {found}</source>
        <extracomment>ink/formats/inkml_trace.py</extracomment>
        <translation>在此轨迹中，{found}</translation>
    </message>
    <message>
        <source>in use</source>
        <extracomment>gui/plots/slope_chart.py</extracomment>
        <translation>现用</translation>
    </message>
    <message>
        <source>is a file</source>
        <extracomment>corpora/folders.py</extracomment>
        <translation>是文件，不是文件夹</translation>
    </message>
    <message>
        <source>is measured on</source>
        <extracomment>gui/panels/training_split.py</extracomment>
        <translation>测量对象</translation>
    </message>
    <message>
        <source>it does not begin with &apos;RIFF&apos; and &apos;UINK&apos;.</source>
        <extracomment>ink/formats/uim_container.py</extracomment>
        <translation>它不以“RIFF”和“UINK”开头。</translation>
    </message>
    <message>
        <source>it does not begin with &apos;SDI&apos;.</source>
        <extracomment>ink/formats/iso19794_7.py</extracomment>
        <translation>它不以“SDI”开头。</translation>
    </message>
    <message>
        <source>it fits {names}</source>
        <extracomment>ink/formats/__init__.py</extracomment>
        <translation>符合 {names}</translation>
    </message>
    <message>
        <source>it has a document type, which ink does not need.</source>
        <extracomment>ink/formats/inkml_document.py</extracomment>
        <translation>它含有文档类型声明，笔迹文件不需要。</translation>
    </message>
    <message>
        <source>it has no channel {name}.</source>
        <extracomment>ink/formats/iso19794_7.py</extracomment>
        <translation>它没有通道 {name}。</translation>
    </message>
    <message>
        <source>it has no readable header</source>
        <extracomment>ink/packing.py</extracomment>
        <translation>它没有可读的文件头</translation>
    </message>
    <message>
        <source>it has {count:,} points; no signature does.</source>
        <extracomment>ink/formats/inkml.py</extracomment>
        <translation>它有 {count:,} 个点；没有签名有这么多点。</translation>
    </message>
    <message>
        <source>it holds no point.</source>
        <extracomment>ink/formats/iso19794_7.py</extracomment>
        <translation>它不含任何点。</translation>
    </message>
    <message>
        <source>it holds no trace with a point.</source>
        <extracomment>ink/formats/inkml.py</extracomment>
        <translation>它不含有点的轨迹。</translation>
    </message>
    <message>
        <source>it holds {found}.</source>
        <extracomment>ink/formats/uim.py</extracomment>
        <translation>其内容：{found}。</translation>
    </message>
    <message>
        <source>it is empty</source>
        <extracomment>storage/restoring.py</extracomment>
        <translation>文件为空</translation>
    </message>
    <message>
        <source>it is like another signer&apos;s</source>
        <extracomment>gui/audit_words.py</extracomment>
        <translation>与另一签名人的相似</translation>
    </message>
    <message>
        <source>it stands apart</source>
        <extracomment>gui/audit_words.py</extracomment>
        <translation>与其他的差别大</translation>
    </message>
    <message>
        <source>it tells {count:,} points; no signature has more than {most_points:,}.</source>
        <extracomment>ink/formats/iso19794_7.py</extracomment>
        <translation>它声明有 {count:,} 个点；任何签名都不超过 {most_points:,} 个。</translation>
    </message>
    <message>
        <source>it tells {told_parts:,} parts.</source>
        <extracomment>ink/formats/uim_container.py</extracomment>
        <translation>它声明有 {told_parts:,} 个部分。</translation>
    </message>
    <message>
        <source>it was written by sigverify in version &apos;{text}&apos; of its annotations, {version} is known.</source>
        <extracomment>ink/formats/annotations.py</extracomment>
        <translation>它由 sigverify 以第“{text}”版注释写入，已知的是第 {version} 版。</translation>
    </message>
    <message>
        <source>its capture facts are no JSON</source>
        <extracomment>ink/packing.py</extracomment>
        <translation>采集信息不是 JSON</translation>
    </message>
    <message>
        <source>its capture facts are not the ones expected</source>
        <extracomment>ink/packing.py</extracomment>
        <translation>采集信息不是预期的各项</translation>
    </message>
    <message>
        <source>its channel {name} has no scale of a pen.</source>
        <extracomment>ink/formats/uim.py</extracomment>
        <translation>其通道 {name} 的量程不属于笔。</translation>
    </message>
    <message>
        <source>its channels cannot be read ({error})</source>
        <extracomment>ink/packing.py</extracomment>
        <translation>无法读取其通道（{error}）</translation>
    </message>
    <message>
        <source>its checksum does not match</source>
        <extracomment>ink/packing.py</extracomment>
        <translation>其校验和不符</translation>
    </message>
    <message>
        <source>its description of the device is too long.</source>
        <extracomment>ink/formats/uim.py</extracomment>
        <translation>其设备说明过长。</translation>
    </message>
    <message>
        <source>its edition is {content!r}, expected {edition!r}, that of 2007.</source>
        <extracomment>ink/formats/iso19794_7.py</extracomment>
        <translation>其版本为 {content!r}，应为 2007 年的 {edition!r}。</translation>
    </message>
    <message>
        <source>its energy, its contrastive loss with Q, its layers C1 … F6</source>
        <extracomment>networks/chopra_2005.py</extracomment>
        <translation>其能量、带 Q 的对比损失、C1 … F6 层</translation>
    </message>
    <message>
        <source>its files are gone</source>
        <extracomment>gui/desk_models.py, gui/panels/model_list.py</extracomment>
        <translation>其文件已不存在</translation>
    </message>
    <message>
        <source>its first lines fit none</source>
        <extracomment>ink/formats/__init__.py</extracomment>
        <translation>开头几行不符合任何格式</translation>
    </message>
    <message>
        <source>its header names no format</source>
        <extracomment>ink/packing.py</extracomment>
        <translation>其文件头没有写明格式</translation>
    </message>
    <message>
        <source>its ink lies in another file, &apos;{file}&apos;.</source>
        <extracomment>ink/formats/inkml_document.py</extracomment>
        <translation>其笔迹在另一个文件“{file}”中。</translation>
    </message>
    <message>
        <source>its own: {words}</source>
        <extracomment>gui/panels/network_choice.py</extracomment>
        <translation>默认：{words}</translation>
    </message>
    <message>
        <source>its part {name!r} is compressed or no message.</source>
        <extracomment>ink/formats/uim_container.py</extracomment>
        <translation>其部分 {name!r} 已压缩，或不是消息。</translation>
    </message>
    <message>
        <source>its property &apos;{own}.{name}&apos; does not hold {count} numbers, one for each point.</source>
        <extracomment>ink/formats/uim.py</extracomment>
        <translation>其属性“{own}.{name}”没有为每个点各存一个数，应有 {count} 个。</translation>
    </message>
    <message>
        <source>its recipe</source>
        <extracomment>gui/panels/training_plan.py</extracomment>
        <translation>配方</translation>
    </message>
    <message>
        <source>its strokes come from devices of different scales.</source>
        <extracomment>ink/formats/uim.py</extracomment>
        <translation>其笔画来自量程不同的设备。</translation>
    </message>
    <message>
        <source>its version is {told}; 3.0.0 and 3.1.0 are known.</source>
        <extracomment>ink/formats/uim_container.py</extracomment>
        <translation>其版本为 {told}；已知 3.0.0 和 3.1.0。</translation>
    </message>
    <message>
        <source>kept</source>
        <extracomment>gui/panels/training_split.py</extracomment>
        <translation>保留</translation>
    </message>
    <message>
        <source>key</source>
        <extracomment>ink/formats/json_lines.py</extracomment>
        <translation>键</translation>
    </message>
    <message>
        <source>learns along the hard warping path, as it is compared, not by soft-DTW</source>
        <extracomment>networks/aligned_tdnn.py, networks/recurrent.py</extracomment>
        <translation>沿硬规整路径学习，与比较方式一致，而非 soft-DTW</translation>
    </message>
    <message>
        <source>learns by the squared error of the cosine to 1 and −0.9; the paper tried −1 too</source>
        <extracomment>networks/bromley_1994.py</extracomment>
        <translation>以余弦与 1 和 −0.9 的平方误差学习；原文也试过 −1</translation>
    </message>
    <message>
        <source>learns from</source>
        <extracomment>gui/panels/training_split.py</extracomment>
        <translation>学习对象</translation>
    </message>
    <message>
        <source>loss</source>
        <extracomment>gui/plots/training_plots.py</extracomment>
        <translation>损失</translation>
    </message>
    <message>
        <source>lowest {rate}</source>
        <extracomment>gui/plots/training_plots.py</extracomment>
        <translation>最低 {rate}</translation>
    </message>
    <message>
        <source>made for pen signatures: layers and sizes are the paper&apos;s own</source>
        <extracomment>networks/bromley_1994.py</extracomment>
        <translation>专为签名设计：各层及尺寸与原文一致</translation>
    </message>
    <message>
        <source>made here</source>
        <extracomment>gui/desk_models.py</extracomment>
        <translation>在此制作</translation>
    </message>
    <message>
        <source>maps run along time, not over an image; the functions of the pen stand in place of its grey value</source>
        <extracomment>networks/zagoruyko_2015.py</extracomment>
        <translation>图沿时间而非图像展开；以笔的函数代替灰度值</translation>
    </message>
    <message>
        <source>maps run along time, not over an image; the functions of the pen stand in place of its grey values</source>
        <extracomment>networks/chopra_2005.py</extracomment>
        <translation>图沿时间而非图像展开；以笔的函数代替灰度值</translation>
    </message>
    <message>
        <source>mean and deviation over all frames stand in place of the last state, and triplets in place of pairs</source>
        <extracomment>networks/recurrent.py</extracomment>
        <translation>以所有帧的均值与标准差代替最后状态，以三元组代替签名对</translation>
    </message>
    <message>
        <source>measured in {fold}</source>
        <extracomment>gui/tables/training_signers.py</extracomment>
        <translation>在第 {fold} 折测量</translation>
    </message>
    <message>
        <source>medium</source>
        <extracomment>gui/panels/reference_cards.py</extracomment>
        <translation>中等</translation>
    </message>
    <message>
        <source>meets it</source>
        <extracomment>gui/plots/energy_plot.py</extracomment>
        <translation>满足</translation>
    </message>
    <message>
        <source>model</source>
        <extracomment>gui/desk_models.py</extracomment>
        <translation>模型</translation>
    </message>
    <message>
        <source>model {sha256}…</source>
        <extracomment>gui/audit_words.py</extracomment>
        <translation>模型 {sha256}…</translation>
    </message>
    <message>
        <source>model&apos;s SHA-256</source>
        <extracomment>storage/models.py, storage/templates.py</extracomment>
        <translation>模型的 SHA-256</translation>
    </message>
    <message>
        <source>model&apos;s card</source>
        <extracomment>storage/models.py</extracomment>
        <translation>模型卡</translation>
    </message>
    <message>
        <source>model&apos;s name</source>
        <extracomment>storage/models.py</extracomment>
        <translation>模型名称</translation>
    </message>
    <message>
        <source>more or deeper elements than any signature has.</source>
        <extracomment>ink/formats/inkml_document.py</extracomment>
        <translation>元素数量或层级超过任何签名。</translation>
    </message>
    <message>
        <source>more points or strokes than any signature has.</source>
        <extracomment>ink/formats/uim.py</extracomment>
        <translation>点数或笔画数超过任何签名。</translation>
    </message>
    <message>
        <source>more properties than a device has channels.</source>
        <extracomment>ink/formats/inkml_document.py</extracomment>
        <translation>属性多于设备应有的通道。</translation>
    </message>
    <message>
        <source>more than 20,000 characters in one tag.</source>
        <extracomment>ink/formats/inkml_document.py</extracomment>
        <translation>一个标签超过 20,000 个字符。</translation>
    </message>
    <message>
        <source>more than {most_channels} channels in one stroke.</source>
        <extracomment>ink/formats/uim.py</extracomment>
        <translation>一个笔画中超过 {most_channels} 个通道。</translation>
    </message>
    <message>
        <source>more than {most_fields:,} fields in one message.</source>
        <extracomment>ink/formats/uim_container.py</extracomment>
        <translation>一条消息中超过 {most_fields:,} 个字段。</translation>
    </message>
    <message>
        <source>more than {most_lines:,} points in one trace.</source>
        <extracomment>ink/formats/inkml_trace.py</extracomment>
        <translation>一条轨迹中超过 {most_lines:,} 个点。</translation>
    </message>
    <message>
        <source>more than {most_quotes} quotation marks or brackets.</source>
        <extracomment>ink/formats/json_lines.py</extracomment>
        <translation>引号或括号超过 {most_quotes} 个。</translation>
    </message>
    <message>
        <source>more than {most_runs:,} traces; no signature has.</source>
        <extracomment>ink/formats/inkml_document.py</extracomment>
        <translation>轨迹超过 {most_runs:,} 条；没有签名有这么多。</translation>
    </message>
    <message>
        <source>name of the model&apos;s file</source>
        <extracomment>storage/models.py</extracomment>
        <translation>模型文件名</translation>
    </message>
    <message>
        <source>network</source>
        <extracomment>gui/panels/training_split.py</extracomment>
        <translation>网络</translation>
    </message>
    <message>
        <source>network {number}</source>
        <extracomment>gui/plots/training_plots.py</extracomment>
        <translation>网络 {number}</translation>
    </message>
    <message>
        <source>no JSON that this format knows ({error}).</source>
        <extracomment>ink/formats/json_lines.py</extracomment>
        <translation>不是此格式可识别的 JSON（{error}）。</translation>
    </message>
    <message>
        <source>no band around the diagonal, since the verdict knows none</source>
        <extracomment>networks/soft_alignment.py</extracomment>
        <translation>对角线周围不设带宽，因为判定也没有</translation>
    </message>
    <message>
        <source>no genuine signature</source>
        <extracomment>corpora/folders.py</extracomment>
        <translation>没有真实签名</translation>
    </message>
    <message>
        <source>no point follows the header.</source>
        <extracomment>ink/formats/plain_text.py</extracomment>
        <translation>标题行之后没有点。</translation>
    </message>
    <message>
        <source>no sensor data</source>
        <extracomment>ink/formats/uim.py</extracomment>
        <translation>没有传感器数据</translation>
    </message>
    <message>
        <source>no support for either</source>
        <extracomment>verification/likelihood_ratio.py</extracomment>
        <translation>对两者均无支持</translation>
    </message>
    <message>
        <source>no well-formed XML ({why}).</source>
        <extracomment>ink/formats/inkml_document.py</extracomment>
        <translation>XML 格式不正确（{why}）。</translation>
    </message>
    <message>
        <source>nobody can be spared</source>
        <extracomment>gui/panels/training_split.py</extracomment>
        <translation>没有可预留的签名人</translation>
    </message>
    <message>
        <source>nobody was signed in</source>
        <extracomment>gui/plots/decision_report.py</extracomment>
        <translation>无人登录</translation>
    </message>
    <message>
        <source>none: the features of both</source>
        <extracomment>networks/zagoruyko_2015.py</extracomment>
        <translation>无：两个签名的特征</translation>
    </message>
    <message>
        <source>not known</source>
        <extracomment>gui/audit_words.py</extracomment>
        <translation>未知</translation>
    </message>
    <message>
        <source>not told</source>
        <extracomment>gui/plots/report_items.py, learning/checkpoints.py</extracomment>
        <translation>未注明</translation>
    </message>
    <message>
        <source>note</source>
        <extracomment>storage/chain_check.py, storage/notes.py</extracomment>
        <translation>备注</translation>
    </message>
    <message>
        <source>note of a training</source>
        <extracomment>storage/trainings.py</extracomment>
        <translation>训练记录</translation>
    </message>
    <message>
        <source>note on the forger</source>
        <extracomment>storage/forgers.py</extracomment>
        <translation>关于摹仿者的备注</translation>
    </message>
    <message>
        <source>note {number}</source>
        <extracomment>storage/notes.py</extracomment>
        <translation>备注 {number}</translation>
    </message>
    <message>
        <source>nothing</source>
        <extracomment>gui/tables/plain_table.py</extracomment>
        <translation>无</translation>
    </message>
    <message>
        <source>of each network; {words}: {steps}</source>
        <extracomment>gui/panels/training_plan.py</extracomment>
        <translation>每个网络；{words}：{steps}</translation>
    </message>
    <message>
        <source>of {count} points {found} have the channel {odd}.</source>
        <extracomment>ink/formats/uim.py</extracomment>
        <translation>{count} 个点中只有 {found} 个有通道 {odd}。</translation>
    </message>
    <message>
        <source>one linear map follows the pooling, and triplets are learnt in place of naming the writer</source>
        <extracomment>networks/pooled_tdnn.py</extracomment>
        <translation>池化之后为一个线性映射，以三元组学习代替书写者识别</translation>
    </message>
    <message>
        <source>one of its messages is damaged.</source>
        <extracomment>ink/formats/uim.py, ink/formats/uim_container.py</extracomment>
        <translation>有一条消息已损坏。</translation>
    </message>
    <message>
        <source>one stroke takes {count:,} bytes; no stroke does.</source>
        <extracomment>ink/formats/uim.py</extracomment>
        <translation>一个笔画占 {count:,} 字节；没有笔画有这么大。</translation>
    </message>
    <message>
        <source>only drawn curves, which tell no time</source>
        <extracomment>ink/formats/uim.py</extracomment>
        <translation>只有不含时间的绘制曲线</translation>
    </message>
    <message>
        <source>operator {number}</source>
        <extracomment>storage/operators.py</extracomment>
        <translation>操作员 {number}</translation>
    </message>
    <message>
        <source>operator&apos;s name</source>
        <extracomment>storage/operators.py</extracomment>
        <translation>操作员姓名</translation>
    </message>
    <message>
        <source>ours, after Bromley et al. 1994 and Snyder et al. 2018</source>
        <extracomment>networks/pooled_tdnn.py</extracomment>
        <translation>自行设计，参照 Bromley et al. 1994 和 Snyder et al. 2018</translation>
    </message>
    <message>
        <source>ours, after Cuturi &amp; Blondel 2017 and Jiang et al. 2022</source>
        <extracomment>networks/soft_alignment.py</extracomment>
        <translation>自行设计，参照 Cuturi &amp; Blondel 2017 和 Jiang et al. 2022</translation>
    </message>
    <message>
        <source>ours, after Tolosana et al. 2018</source>
        <extracomment>networks/recurrent.py</extracomment>
        <translation>自行设计，参照 Tolosana et al. 2018</translation>
    </message>
    <message>
        <source>ours, after Tolosana et al. 2018 and Jiang et al. 2022</source>
        <extracomment>networks/recurrent.py</extracomment>
        <translation>自行设计，参照 Tolosana et al. 2018 和 Jiang et al. 2022</translation>
    </message>
    <message>
        <source>ours, after Wu et al. 2019 and Jiang et al. 2022</source>
        <extracomment>networks/aligned_tdnn.py</extracomment>
        <translation>自行设计，参照 Wu et al. 2019 和 Jiang et al. 2022</translation>
    </message>
    <message>
        <source>outcome not kept</source>
        <extracomment>gui/audit_words.py</extracomment>
        <translation>结果未保存</translation>
    </message>
    <message>
        <source>pairs (%)</source>
        <extracomment>gui/plots/training_plots.py</extracomment>
        <translation>签名对（%）</translation>
    </message>
    <message>
        <source>parent&apos;s SHA-256</source>
        <extracomment>storage/models.py</extracomment>
        <translation>上一代模型的 SHA-256</translation>
    </message>
    <message>
        <source>path of the model</source>
        <extracomment>storage/models.py</extracomment>
        <translation>模型路径</translation>
    </message>
    <message>
        <source>plain dynamic time warping</source>
        <extracomment>gui/panels/training_result.py</extracomment>
        <translation>基本动态时间规整</translation>
    </message>
    <message>
        <source>pressure is {pressure:g}, below zero.</source>
        <extracomment>ink/formats/mcyt.py, ink/formats/susig.py, ink/formats/svc2004.py</extracomment>
        <translation>压力为 {pressure:g}，小于零。</translation>
    </message>
    <message>
        <source>priorRef refers to &apos;{prior}&apos;, which is not before it.</source>
        <extracomment>ink/formats/inkml_document.py</extracomment>
        <translation>priorRef 指向“{prior}”，而它并不在此之前。</translation>
    </message>
    <message>
        <source>profile&apos;s name</source>
        <extracomment>storage/profiles.py</extracomment>
        <translation>签名式样名称</translation>
    </message>
    <message>
        <source>purpose</source>
        <extracomment>storage/signers.py</extracomment>
        <translation>用途</translation>
    </message>
    <message>
        <source>purpose of the capture</source>
        <extracomment>storage/journal.py</extracomment>
        <translation>采集用途</translation>
    </message>
    <message>
        <source>rate_hz must be at most {most_frames_a_second:g}, found {rate_hz:g}.</source>
        <extracomment>ink/features.py</extracomment>
        <translation>rate_hz 至多为 {most_frames_a_second:g}，得到 {rate_hz:g}。</translation>
    </message>
    <message>
        <source>reason</source>
        <extracomment>storage/attempts.py</extracomment>
        <translation>理由</translation>
    </message>
    <message>
        <source>recording</source>
        <extracomment>storage/chain_check.py</extracomment>
        <translation>签名记录</translation>
    </message>
    <message>
        <source>reference {number}</source>
        <extracomment>gui/plots/live_plot.py</extracomment>
        <translation>参考 {number}</translation>
    </message>
    <message>
        <source>references</source>
        <extracomment>gui/desk_models.py</extracomment>
        <translation>参考签名</translation>
    </message>
    <message>
        <source>references have grown old</source>
        <extracomment>gui/tables/signer_model.py</extracomment>
        <translation>参考签名已陈旧</translation>
    </message>
    <message>
        <source>removed</source>
        <extracomment>gui/plots/report_items.py</extracomment>
        <translation>已移除</translation>
    </message>
    <message>
        <source>removed: {operator_id}…</source>
        <extracomment>gui/tables/audit_model.py</extracomment>
        <translation>已移除：{operator_id}…</translation>
    </message>
    <message>
        <source>report of a decision</source>
        <extracomment>gui/audit_words.py</extracomment>
        <translation>判定报告</translation>
    </message>
    <message>
        <source>resampled to 200 frames after the functions are worked out, not before</source>
        <extracomment>networks/bromley_1994.py</extracomment>
        <translation>在求得函数之后而非之前重采样到 200 帧</translation>
    </message>
    <message>
        <source>retention of &apos;{signer}&apos;</source>
        <extracomment>storage/signers.py</extracomment>
        <translation>“{signer}”的保留期限</translation>
    </message>
    <message>
        <source>rows into another database</source>
        <extracomment>gui/audit_words.py</extracomment>
        <translation>行复制到另一数据库</translation>
    </message>
    <message>
        <source>running mean</source>
        <extracomment>gui/plots/training_plots.py</extracomment>
        <translation>滑动平均</translation>
    </message>
    <message>
        <source>sample</source>
        <extracomment>gui/tables/signer_model.py</extracomment>
        <translation>示例</translation>
    </message>
    <message>
        <source>score {score}</source>
        <extracomment>gui/audit_words.py</extracomment>
        <translation>得分 {score}</translation>
    </message>
    <message>
        <source>section 3.1, figure 2; layers in section 5; hinge in equation 1</source>
        <extracomment>networks/zagoruyko_2015.py</extracomment>
        <translation>3.1 节，图 2；各层见第 5 节；铰链损失见式 1</translation>
    </message>
    <message>
        <source>section 3.2, figure 3; layers in section 5; hinge in equation 1</source>
        <extracomment>networks/zagoruyko_2015.py</extracomment>
        <translation>3.2 节，图 3；各层见第 5 节；铰链损失见式 1</translation>
    </message>
    <message>
        <source>section 3.2, figure 4; layers in section 5; hinge in equation 1; bins as in He et al. 2014</source>
        <extracomment>networks/zagoruyko_2015.py</extracomment>
        <translation>3.2 节，图 4；各层见第 5 节；铰链损失见式 1；分段同 He et al. 2014</translation>
    </message>
    <message>
        <source>sees eight of the ten functions that the paper names: all but x and the cosine of the curvature</source>
        <extracomment>networks/bromley_1994.py</extracomment>
        <translation>使用原文所列十个函数中的八个：不含 x 与曲率余弦</translation>
    </message>
    <message>
        <source>session</source>
        <extracomment>storage/recordings.py</extracomment>
        <translation>场次</translation>
    </message>
    <message>
        <source>setting</source>
        <extracomment>storage/settings.py</extracomment>
        <translation>设置</translation>
    </message>
    <message>
        <source>setting&apos;s name</source>
        <extracomment>storage/settings.py</extracomment>
        <translation>设置名称</translation>
    </message>
    <message>
        <source>shipped</source>
        <extracomment>gui/panels/model_list.py</extracomment>
        <translation>随程序提供</translation>
    </message>
    <message>
        <source>side by side, 384 units, one output</source>
        <extracomment>networks/zagoruyko_2015.py</extracomment>
        <translation>并列，384 个单元，一个输出</translation>
    </message>
    <message>
        <source>side by side, 512 units, one output</source>
        <extracomment>networks/zagoruyko_2015.py</extracomment>
        <translation>并列，512 个单元，一个输出</translation>
    </message>
    <message>
        <source>sides</source>
        <extracomment>gui/plots/curves_drawing.py</extracomment>
        <translation>长边</translation>
    </message>
    <message>
        <source>signature {number}</source>
        <extracomment>gui/audit_words.py</extracomment>
        <translation>签名 {number}</translation>
    </message>
    <message>
        <source>signatures into a folder</source>
        <extracomment>gui/audit_words.py</extracomment>
        <translation>签名写入文件夹</translation>
    </message>
    <message>
        <source>signatures stand in place of utterances, and far fewer and narrower layers</source>
        <extracomment>networks/pooled_tdnn.py</extracomment>
        <translation>以签名代替语音，层数更少、更窄</translation>
    </message>
    <message>
        <source>signatures to learn from</source>
        <extracomment>gui/audit_words.py</extracomment>
        <translation>供学习的签名</translation>
    </message>
    <message>
        <source>signer {number}, forged</source>
        <extracomment>gui/plots/signature_map_plot.py</extracomment>
        <translation>签名人 {number}，伪造</translation>
    </message>
    <message>
        <source>signer {number}, genuine</source>
        <extracomment>gui/plots/signature_map_plot.py</extracomment>
        <translation>签名人 {number}，真实</translation>
    </message>
    <message>
        <source>signer&apos;s own</source>
        <extracomment>gui/desk_models.py</extracomment>
        <translation>签名人各自</translation>
    </message>
    <message>
        <source>signers</source>
        <extracomment>gui/desk_models.py</extracomment>
        <translation>签名人</translation>
    </message>
    <message>
        <source>simple</source>
        <extracomment>gui/panels/reference_cards.py</extracomment>
        <translation>简单</translation>
    </message>
    <message>
        <source>some of its rows are no table of numbers.</source>
        <extracomment>ink/formats/plain_text.py</extracomment>
        <translation>有些行不是数值表。</translation>
    </message>
    <message>
        <source>some of its sensor data have X or Y, but not both.</source>
        <extracomment>ink/formats/uim.py</extracomment>
        <translation>部分传感器数据只有 X 或只有 Y。</translation>
    </message>
    <message>
        <source>something</source>
        <extracomment>verification/card_facts.py</extracomment>
        <translation>某个值</translation>
    </message>
    <message>
        <source>squashed by LeCun&apos;s scaled tanh; averages are plain</source>
        <extracomment>networks/bromley_1994.py</extracomment>
        <translation>以 LeCun 的缩放 tanh 压缩；平均层不加处理</translation>
    </message>
    <message>
        <source>stands apart</source>
        <extracomment>gui/panels/reference_cards.py</extracomment>
        <translation>与众不同</translation>
    </message>
    <message>
        <source>synthetic forgeries</source>
        <extracomment>gui/desk_models.py</extracomment>
        <translation>合成伪造签名</translation>
    </message>
    <message>
        <source>the branch is that of Chopra et al. 2005, the paper&apos;s own were smaller</source>
        <extracomment>networks/chopra_2005.py</extracomment>
        <translation>分支同 Chopra et al. 2005，该文自己的更小</translation>
    </message>
    <message>
        <source>the channel &apos;{name}&apos; holds a number too large.</source>
        <extracomment>ink/formats/json_lines.py</extracomment>
        <translation>通道“{name}”含有过大的数值。</translation>
    </message>
    <message>
        <source>the channel &apos;{name}&apos; must be a list of numbers.</source>
        <extracomment>ink/formats/json_lines.py</extracomment>
        <translation>通道“{name}”应为数值列表。</translation>
    </message>
    <message>
        <source>the channel &apos;{name}&apos; stands twice, or is one of too many.</source>
        <extracomment>ink/formats/inkml_document.py</extracomment>
        <translation>通道“{name}”出现两次，或通道过多。</translation>
    </message>
    <message>
        <source>the column &apos;{name}&apos; stands twice.</source>
        <extracomment>ink/formats/csv_ink.py</extracomment>
        <translation>“{name}”列出现两次。</translation>
    </message>
    <message>
        <source>the columns are parted by semicolons.</source>
        <extracomment>ink/formats/csv_ink.py</extracomment>
        <translation>各列以分号分隔。</translation>
    </message>
    <message>
        <source>the distance is softplus(−output), and a verdict takes the mean over both orders of the two signatures</source>
        <extracomment>networks/zagoruyko_2015.py</extracomment>
        <translation>距离为 softplus(−输出)，判定取两个签名两种顺序的平均</translation>
    </message>
    <message>
        <source>the fact &apos;{key}&apos; stands twice.</source>
        <extracomment>ink/formats/csv_ink.py</extracomment>
        <translation>信息“{key}”出现两次。</translation>
    </message>
    <message>
        <source>the fact &apos;{name}&apos; is of the wrong kind.</source>
        <extracomment>ink/formats/json_lines.py</extracomment>
        <translation>信息“{name}”的类型不对。</translation>
    </message>
    <message>
        <source>the file ends after {count:,} bytes, too early.</source>
        <extracomment>ink/formats/iso19794_7.py, ink/formats/uim_container.py</extracomment>
        <translation>文件在 {count:,} 字节后过早结束。</translation>
    </message>
    <message>
        <source>the first point is given as a difference.</source>
        <extracomment>ink/formats/inkml_trace.py</extracomment>
        <translation>第一个点以差值给出。</translation>
    </message>
    <message>
        <source>the header row lacks the column &apos;{missing}&apos;.</source>
        <extracomment>ink/formats/csv_ink.py</extracomment>
        <translation>标题行缺少“{missing}”列。</translation>
    </message>
    <message>
        <source>the margin is a share of the signer&apos;s own distances, and only triplets that lack it count</source>
        <extracomment>networks/aligned_tdnn.py</extracomment>
        <translation>间隔是签名人自身距离的一部分，只计未达间隔的三元组</translation>
    </message>
    <message>
        <source>the model in use has learnt from this signer</source>
        <extracomment>workflows/retrain_material.py</extracomment>
        <translation>现用模型已从此签名人学习</translation>
    </message>
    <message>
        <source>the model in use, going on</source>
        <extracomment>gui/panels/training_plan.py</extracomment>
        <translation>现用模型，继续训练</translation>
    </message>
    <message>
        <source>the second sub-sampling is by 4 (theirs by 4 × 3), the last convolution covers the 23 frames left (theirs 5 × 5)</source>
        <extracomment>networks/chopra_2005.py</extracomment>
        <translation>第二次下采样为 4（原文 4 × 3），最后的卷积覆盖剩余 23 帧（原文 5 × 5）</translation>
    </message>
    <message>
        <source>the synthetic signers</source>
        <extracomment>gui/panels/training_split.py</extracomment>
        <translation>合成签名人</translation>
    </message>
    <message>
        <source>the {what} &apos;{name}&apos; is missing.</source>
        <extracomment>ink/formats/json_lines.py</extracomment>
        <translation>缺少{what}“{name}”。</translation>
    </message>
    <message>
        <source>there is no timestamp &apos;{respect_to}&apos;.</source>
        <extracomment>ink/formats/inkml_document.py</extracomment>
        <translation>没有时间戳“{respect_to}”。</translation>
    </message>
    <message>
        <source>thin: each signer · bold: the mean</source>
        <extracomment>gui/plots/slope_chart.py</extracomment>
        <translation>细线：各签名人 · 粗线：平均值</translation>
    </message>
    <message>
        <source>thin: each step · bold: running mean</source>
        <extracomment>gui/plots/training_plots.py</extracomment>
        <translation>细线：每一步 · 粗线：滑动平均</translation>
    </message>
    <message>
        <source>this machine&apos;s data folder</source>
        <extracomment>gui/panels/store_choice.py</extracomment>
        <translation>本机的数据文件夹</translation>
    </message>
    <message>
        <source>time-delay layers stand in place of their convolutional-recurrent branch</source>
        <extracomment>networks/aligned_tdnn.py, networks/soft_alignment.py</extracomment>
        <translation>以时延层代替原文的卷积循环分支</translation>
    </message>
    <message>
        <source>to be verified</source>
        <extracomment>gui/audit_words.py</extracomment>
        <translation>待核验</translation>
    </message>
    <message>
        <source>training step</source>
        <extracomment>gui/plots/training_plots.py</extracomment>
        <translation>训练步数</translation>
    </message>
    <message>
        <source>triplet on ratios of distances</source>
        <extracomment>gui/loss_words.py</extracomment>
        <translation>距离比的三元组损失</translation>
    </message>
    <message>
        <source>triplet with a margin (Schroff et al. 2015)</source>
        <extracomment>gui/loss_words.py</extracomment>
        <translation>带间隔的三元组损失（Schroff et al. 2015）</translation>
    </message>
    <message>
        <source>triplet, relative to the signer&apos;s spread</source>
        <extracomment>gui/loss_words.py</extracomment>
        <translation>三元组损失，相对于签名人自身的差异</translation>
    </message>
    <message>
        <source>triplets on the ratio of path costs with a soft hinge, not on their difference</source>
        <extracomment>networks/recurrent.py</extracomment>
        <translation>以软铰链作用于路径代价之比的三元组，而非其差</translation>
    </message>
    <message>
        <source>true or false</source>
        <extracomment>verification/card_facts.py</extracomment>
        <translation>true 或 false</translation>
    </message>
    <message>
        <source>two of their own: conv 96 × 7 step 3, max 2, conv 192 × 5, max 4, conv 256 × 3</source>
        <extracomment>networks/zagoruyko_2015.py</extracomment>
        <translation>各自独立的两个：卷积 96 × 7 步长 3，最大池化 2，卷积 192 × 5，最大池化 4，卷积 256 × 3</translation>
    </message>
    <message>
        <source>undecodable text.</source>
        <extracomment>ink/formats/content.py, ink/formats/inkml_document.py, ink/formats/json_lines.py</extracomment>
        <translation>文本无法解码。</translation>
    </message>
    <message>
        <source>unknown annotation &apos;{kind}&apos;.</source>
        <extracomment>ink/formats/annotations.py</extracomment>
        <translation>未知注释“{kind}”。</translation>
    </message>
    <message>
        <source>unknown column &apos;{name}&apos;.</source>
        <extracomment>ink/formats/csv_ink.py</extracomment>
        <translation>未知列“{name}”。</translation>
    </message>
    <message>
        <source>unknown fact &apos;{key}&apos;.</source>
        <extracomment>ink/formats/csv_ink.py</extracomment>
        <translation>未知信息“{key}”。</translation>
    </message>
    <message>
        <source>unknown {what} &apos;{name}&apos;.</source>
        <extracomment>ink/formats/json_lines.py</extracomment>
        <translation>未知{what}“{name}”。</translation>
    </message>
    <message>
        <source>until {day}</source>
        <extracomment>gui/audit_words.py</extracomment>
        <translation>至 {day}</translation>
    </message>
    <message>
        <source>up to entry {number}</source>
        <extracomment>gui/audit_words.py</extracomment>
        <translation>至条目 {number}</translation>
    </message>
    <message>
        <source>usual</source>
        <extracomment>gui/panels/training_plan.py</extracomment>
        <translation>通常</translation>
    </message>
    <message>
        <source>verify signatures</source>
        <extracomment>storage/permissions.py</extracomment>
        <translation>核验签名</translation>
    </message>
    <message>
        <source>version {version}</source>
        <extracomment>gui/audit_words.py</extracomment>
        <translation>版本 {version}</translation>
    </message>
    <message>
        <source>was put in use {moment}</source>
        <extracomment>gui/panels/model_list.py</extracomment>
        <translation>{moment} 启用</translation>
    </message>
    <message>
        <source>was {outcome}, now {ruling}</source>
        <extracomment>gui/audit_words.py</extracomment>
        <translation>原为{outcome}，现为{ruling}</translation>
    </message>
    <message>
        <source>what the forger wrote too</source>
        <extracomment>gui/audit_words.py</extracomment>
        <translation>连同其摹仿</translation>
    </message>
    <message>
        <source>when to stop is chosen by</source>
        <extracomment>gui/panels/training_split.py</extracomment>
        <translation>决定何时停止者</translation>
    </message>
    <message>
        <source>within 10 minutes</source>
        <extracomment>gui/panels/setting_boxes.py</extracomment>
        <translation>10 分钟内</translation>
    </message>
    <message>
        <source>within 5 minutes</source>
        <extracomment>gui/panels/setting_boxes.py</extracomment>
        <translation>5 分钟内</translation>
    </message>
    <message>
        <source>within a day</source>
        <extracomment>gui/panels/setting_boxes.py</extracomment>
        <translation>一天内</translation>
    </message>
    <message>
        <source>within an hour</source>
        <extracomment>gui/panels/setting_boxes.py</extracomment>
        <translation>一小时内</translation>
    </message>
    <message>
        <source>within {minutes} minutes</source>
        <extracomment>gui/panels/settings_place.py</extracomment>
        <translation>{minutes} 分钟内</translation>
    </message>
    <message>
        <source>written {day}</source>
        <extracomment>gui/panels/reference_cards.py</extracomment>
        <translation>书写于 {day}</translation>
    </message>
    <message>
        <source>yours, never in use</source>
        <extracomment>gui/panels/model_list.py</extracomment>
        <translation>由您制作，从未启用</translation>
    </message>
    <message>
        <source>zeros follow a signature until its layers end evenly, at least 0.64 s</source>
        <extracomment>networks/zagoruyko_2015.py</extracomment>
        <translation>签名之后补零，使各层恰好结束，至少 0.64 s</translation>
    </message>
    <message>
        <source>{attempts} within {minutes} minutes</source>
        <extracomment>gui/audit_words.py</extracomment>
        <translation>{minutes} 分钟内 {attempts}</translation>
    </message>
    <message>
        <source>{corpus} holds no forgeries. {replaced}</source>
        <extracomment>learning/examples.py</extracomment>
        <translation>{corpus} 不含伪造签名。{replaced}</translation>
    </message>
    <message>
        <source>{count} of {home}</source>
        <extracomment>gui/panels/training_split.py</extracomment>
        <translation>{home} {count} 位</translation>
    </message>
    <message>
        <source>{count} of {wanted}</source>
        <extracomment>gui/panels/enrol.py</extracomment>
        <translation>{count} / {wanted}</translation>
    </message>
    <message>
        <source>{day} by {program}</source>
        <extracomment>gui/plots/report_model.py</extracomment>
        <translation>{day}，由 {program} 制作</translation>
    </message>
    <message>
        <source>{declared} points are declared, but only {found} follow.</source>
        <extracomment>ink/formats/plain_text.py</extracomment>
        <translation>声明有 {declared} 个点，其后只有 {found} 个。</translation>
    </message>
    <message>
        <source>{declared} points are declared, but {found} follow.</source>
        <extracomment>ink/formats/plain_text.py</extracomment>
        <translation>声明有 {declared} 个点，其后却有 {found} 个。</translation>
    </message>
    <message>
        <source>{deviations:g} sd</source>
        <extracomment>gui/plots/departure_scale.py</extracomment>
        <translation>{deviations:g} 个标准差</translation>
    </message>
    <message>
        <source>{end:,} bytes in one line.</source>
        <extracomment>ink/formats/json_lines.py</extracomment>
        <translation>一行有 {end:,} 字节。</translation>
    </message>
    <message>
        <source>{end} and more</source>
        <extracomment>gui/plots/departure_scale.py</extracomment>
        <translation>{end}及以上</translation>
    </message>
    <message>
        <source>{fault} Then choose &apos;Go on&apos;: what was learnt is kept.</source>
        <extracomment>workflows/retraining.py</extracomment>
        <translation>{fault}然后选择“继续”：已学内容均已保留。</translation>
    </message>
    <message>
        <source>{folder} holds no folder &apos;{part}&apos;. Name the folder that holds MCYT&apos;s &apos;{part}&apos;.</source>
        <extracomment>corpora/folders.py</extracomment>
        <translation>{folder} 中没有文件夹“{part}”。请指定含有 MCYT 的“{part}”的文件夹。</translation>
    </message>
    <message>
        <source>{folder} holds no recording of this kind, such as {example}. Name the folder that does.</source>
        <extracomment>corpora/folders.py</extracomment>
        <translation>{folder} 中没有此类记录，例如 {example}。请指定存放记录的文件夹。</translation>
    </message>
    <message>
        <source>{folder} holds {found}. Name SUSIG&apos;s folder &apos;visual&apos; or its folder &apos;blind&apos;.</source>
        <extracomment>corpora/folders.py</extracomment>
        <translation>{folder} 中{found}。请指定 SUSIG 的文件夹“visual”或“blind”。</translation>
    </message>
    <message>
        <source>{folds} folds of signers: each calibration trial comes from a network that never saw its signer; the network that is kept learnt from all of them</source>
        <extracomment>workflows/training_card.py</extracomment>
        <translation>{folds} 折签名人：每次校准试验都来自从未见过该签名人的网络；保留的网络从所有签名人学习</translation>
    </message>
    <message>
        <source>{genuine} + {forgeries} forged</source>
        <extracomment>gui/tables/training_signers.py</extracomment>
        <translation>{genuine} + {forgeries} 个伪造</translation>
    </message>
    <message>
        <source>{genuine} genuine signatures and {forgeries} forgeries were asked for; at least 1 and 0 are needed.</source>
        <extracomment>corpora/synthetic.py</extracomment>
        <translation>要求 {genuine} 个真实签名和 {forgeries} 个伪造签名；至少需要 1 个和 0 个。</translation>
    </message>
    <message>
        <source>{genuine} genuine signatures cannot be spread over {sessions} sessions.</source>
        <extracomment>corpora/synthetic.py</extracomment>
        <translation>{genuine} 个真实签名无法分到 {sessions} 个场次。</translation>
    </message>
    <message>
        <source>{key} is {there} there and {here} here</source>
        <extracomment>learning/checkpoints.py</extracomment>
        <translation>{key}：那里为 {there}，此处为 {here}</translation>
    </message>
    <message>
        <source>{key} refers to &apos;{reference}&apos;, which is not there.</source>
        <extracomment>ink/formats/inkml_document.py</extracomment>
        <translation>{key} 指向“{reference}”，而它不存在。</translation>
    </message>
    <message>
        <source>{left_out} of {signers} signers of {corpus} are left out: nothing can be learnt from fewer than two usable genuine signatures.</source>
        <extracomment>learning/examples.py</extracomment>
        <translation>{corpus} 的 {signers} 位签名人中有 {left_out} 位未使用：少于两个可用的真实签名，无从学习。</translation>
    </message>
    <message>
        <source>{lengths:,} characters in one line.</source>
        <extracomment>ink/formats/plain_text.py</extracomment>
        <translation>一行有 {lengths:,} 个字符。</translation>
    </message>
    <message>
        <source>{low} and more</source>
        <extracomment>gui/plots/report_weight.py</extracomment>
        <translation>{low} 及以上</translation>
    </message>
    <message>
        <source>{low} … {high} points</source>
        <extracomment>gui/panels/training_outcome.py</extracomment>
        <translation>{low} … {high} 个百分点</translation>
    </message>
    <message>
        <source>{made}, commit {commit}</source>
        <extracomment>gui/plots/report_model.py</extracomment>
        <translation>{made}，提交 {commit}</translation>
    </message>
    <message>
        <source>{model} has learnt from {seen} of the signers, so that only {compared} can be compared on.</source>
        <extracomment>workflows/retrain_material.py</extracomment>
        <translation>{model} 已从其中 {seen} 位签名人学习，因此只有 {compared} 位可供比较。</translation>
    </message>
    <message>
        <source>{names} and {more} more</source>
        <extracomment>gui/panels/training_split.py</extracomment>
        <translation>{names} 及另外 {more} 位</translation>
    </message>
    <message>
        <source>{name} (sample)</source>
        <extracomment>gui/given_names.py</extracomment>
        <translation>{name}（示例）</translation>
    </message>
    <message>
        <source>{name} (this model)</source>
        <extracomment>gui/desk_models.py</extracomment>
        <translation>{name}（本模型）</translation>
    </message>
    <message>
        <source>{name} ({parts}) keeps what it has learnt and goes on at a lower learning rate</source>
        <extracomment>gui/desk_training.py</extracomment>
        <translation>{name}（{parts}）保留已学到的内容，以较低的学习率继续</translation>
    </message>
    <message>
        <source>{name} belongs to another training: {shown}. Train with the same network, settings and signatures, or remove what was left of the other one to begin anew.</source>
        <extracomment>learning/checkpoints.py</extracomment>
        <translation>{name} 属于另一次训练：{shown}。请用相同的网络、设置和签名训练，或删除另一次训练的遗留文件后重新开始。</translation>
    </message>
    <message>
        <source>{name} has no profile &apos;{words}&apos;. There is: {known}.</source>
        <extracomment>workflows/naming.py</extracomment>
        <translation>{name} 没有签名式样“{words}”。现有：{known}。</translation>
    </message>
    <message>
        <source>{name} in the environment must be a whole number, found &apos;{text}&apos;. Start with torchrun.</source>
        <extracomment>learning/processes.py</extracomment>
        <translation>环境变量 {name} 应为整数，得到“{text}”。请用 torchrun 启动。</translation>
    </message>
    <message>
        <source>{name} is not compared on: {reason}</source>
        <extracomment>gui/tables/training_signers.py</extracomment>
        <translation>不在 {name} 上比较：{reason}</translation>
    </message>
    <message>
        <source>{name} must be above 0 and finite, found {value:g}.</source>
        <extracomment>networks/losses.py</extracomment>
        <translation>{name}应大于 0 且为有限值，得到 {value:g}。</translation>
    </message>
    <message>
        <source>{name} signs</source>
        <extracomment>workflows/sampling.py</extracomment>
        <translation>{name} 正在签名</translation>
    </message>
    <message>
        <source>{name} signs in no more</source>
        <extracomment>gui/panels/operators_card.py</extracomment>
        <translation>{name} 不再能登录</translation>
    </message>
    <message>
        <source>{name}, {minutes:g} min</source>
        <extracomment>gui/panels/training_plan.py</extracomment>
        <translation>{name}，{minutes:g} 分钟</translation>
    </message>
    <message>
        <source>{name}, {steps} steps</source>
        <extracomment>gui/panels/training_plan.py</extracomment>
        <translation>{name}，{steps} 步</translation>
    </message>
    <message>
        <source>{name}: {value}</source>
        <comment>a fact</comment>
        <extracomment>gui/words.py</extracomment>
        <translation>{name}：{value}</translation>
    </message>
    <message>
        <source>{network} learnt by {loss} for {steps} steps.</source>
        <extracomment>gui/desk_models.py</extracomment>
        <translation>{network} 以 {loss} 学习了 {steps} 步。</translation>
    </message>
    <message>
        <source>{network}, after {paper}: {source}</source>
        <extracomment>gui/panels/network_choice.py</extracomment>
        <translation>{network}，参照 {paper}：{source}</translation>
    </message>
    <message numerus="yes">
        <source>{n} attempts</source>
        <extracomment>gui/audit_words.py, gui/panels/settings_place.py</extracomment>
        <translation>
            <numerusform>{n} 次尝试</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} attempts are used within {minutes} minutes.</source>
        <extracomment>gui/words.py</extracomment>
        <translation>
            <numerusform>{minutes} 分钟内已用 {n} 次尝试。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} earlier references</source>
        <extracomment>gui/panels/erasing.py</extracomment>
        <translation>
            <numerusform>{n} 个以前的参考签名</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} entries</source>
        <extracomment>gui/panels/audit.py</extracomment>
        <translation>
            <numerusform>{n} 个条目</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} folds</source>
        <extracomment>gui/panels/training_split.py</extracomment>
        <translation>
            <numerusform>{n} 折</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} forgeries of others&apos; signatures name somebody who is called so, as another signer is too. Nothing tells which of both wrote them: they stay without the name. Discard in Collect those that are this one&apos;s.</source>
        <extracomment>gui/panels/forged_too.py</extracomment>
        <translation>
            <numerusform>有 {n} 份他人签名的摹仿写有这个姓名，而另一位签名人也叫此名。无从知道是谁摹仿：它们保留，但不再写有姓名。属于此人的请在采集中丢弃。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} forgeries of others&apos; signatures name this signer as the forger. Unless they are discarded too, they stay without the name.</source>
        <extracomment>gui/panels/forged_too.py</extracomment>
        <translation>
            <numerusform>{n} 份对他人签名的摹仿以此签名人为摹仿者。若不一并丢弃，它们会保留，但不再带有姓名。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} machines</source>
        <extracomment>gui/audit_words.py</extracomment>
        <translation>
            <numerusform>{n} 台机器</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} minutes</source>
        <extracomment>gui/panels/protection.py</extracomment>
        <translation>
            <numerusform>{n} 分钟</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} movements</source>
        <extracomment>gui/panels/reference_cards.py</extracomment>
        <translation>
            <numerusform>{n} 个动作</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} other profiles</source>
        <extracomment>gui/panels/signer_details.py</extracomment>
        <translation>
            <numerusform>{n} 种其他式样</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} others</source>
        <extracomment>gui/words.py</extracomment>
        <translation>
            <numerusform>其他 {n} 个</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} rows</source>
        <extracomment>gui/audit_words.py</extracomment>
        <translation>
            <numerusform>{n} 行</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} strokes were taken back while it was written.</source>
        <extracomment>gui/words.py</extracomment>
        <translation>
            <numerusform>书写时撤销了 {n} 笔。</numerusform>
        </translation>
    </message>
    <message>
        <source>{parts}; made {day} by {program}; {origin}.</source>
        <extracomment>gui/desk_models.py</extracomment>
        <translation>{parts}；{day} 由 {program} 制作；{origin}。</translation>
    </message>
    <message>
        <source>{path} could not be written ({strerror}). Check the folder, your rights and the room on the disk.</source>
        <extracomment>gui/desk_auditing.py, ink/formats/whole_file.py</extracomment>
        <translation>无法写入 {path}（{strerror}）。请检查文件夹、您的权限和磁盘空间。</translation>
    </message>
    <message>
        <source>{path} has more than {most_lines:,} lines; no signature does. Choose a file that holds one signature.</source>
        <extracomment>ink/formats/plain_text.py</extracomment>
        <translation>{path} 超过 {most_lines:,} 行；没有签名有这么多行。请选择只含一个签名的文件。</translation>
    </message>
    <message>
        <source>{path} has {size:,} bytes; a recording has at most {largest:,}. Choose a file that holds one signature.</source>
        <extracomment>ink/formats/content.py</extracomment>
        <translation>{path} 有 {size:,} 字节；一个记录至多 {largest:,} 字节。请选择只含一个签名的文件。</translation>
    </message>
    <message>
        <source>{path} holds no file that ends in {known}. Name another folder.</source>
        <extracomment>workflows/converting.py</extracomment>
        <translation>{path} 中没有以 {known} 结尾的文件。请指定其他文件夹。</translation>
    </message>
    <message>
        <source>{path} is empty; expected one recording. Choose another file or copy it again.</source>
        <extracomment>ink/formats/content.py</extracomment>
        <translation>{path} 为空；应为一个记录。请选择其他文件，或重新复制。</translation>
    </message>
    <message>
        <source>{path}, line {line}: {found} {remedy}</source>
        <extracomment>ink/formats/content.py</extracomment>
        <translation>{path}，第 {line} 行：{found}{remedy}</translation>
    </message>
    <message>
        <source>{path}, line {number}: {error}</source>
        <extracomment>ink/formats/json_lines.py</extracomment>
        <translation>{path}，第 {number} 行：{error}</translation>
    </message>
    <message>
        <source>{path}: &apos;{name}&apos; says no signer or no label. Give each line both: &quot;signer&quot; and &quot;label&quot;, which is genuine or forgery.</source>
        <extracomment>corpora/folders.py</extracomment>
        <translation>{path}：“{name}”没有注明签名人或标注。请在每行写明 &quot;signer&quot; 和 &quot;label&quot;，后者为 genuine 或 forgery。</translation>
    </message>
    <message>
        <source>{path}: the name is not of the form {expected}. Rename the file or move it away.</source>
        <extracomment>corpora/folders.py</extracomment>
        <translation>{path}：文件名不符合 {expected} 的形式。请重命名该文件，或将其移走。</translation>
    </message>
    <message>
        <source>{place} opens</source>
        <extracomment>gui/panels/coming.py</extracomment>
        <translation>正在打开“{place}”</translation>
    </message>
    <message>
        <source>{references} kept for the record.</source>
        <extracomment>gui/panels/erasing.py</extracomment>
        <translation>{references}留存备查。</translation>
    </message>
    <message>
        <source>{renewed} of {count} renewed. Each new signature takes the place of the oldest one, which is kept for the record.</source>
        <extracomment>gui/panels/reference_notices.py</extracomment>
        <translation>已更新 {renewed} / {count}。每个新签名取代最早的一个，旧的保留备查。</translation>
    </message>
    <message>
        <source>{signers} of {home}</source>
        <extracomment>gui/panels/training_split.py</extracomment>
        <translation>{home}：{signers}</translation>
    </message>
    <message>
        <source>{signers} were there already</source>
        <extracomment>gui/audit_words.py</extracomment>
        <translation>已有 {signers}</translation>
    </message>
    <message>
        <source>{signer}-{number} is labelled both g and f.</source>
        <extracomment>corpora/folders.py</extracomment>
        <translation>{signer}-{number} 同时被标为 g 和 f。</translation>
    </message>
    <message>
        <source>{source} could not be converted into {target} ({error}). Check both places, your rights and the room on the disk.</source>
        <extracomment>workflows/converting.py</extracomment>
        <translation>无法将 {source} 转换为 {target}（{error}）。请检查两处位置、您的权限和磁盘空间。</translation>
    </message>
    <message>
        <source>{source}: this file and {other} are of different tasks of SVC2004. Keep task 1 (4 columns) and task 2 (7 columns) in folders of their own.</source>
        <extracomment>corpora/folders.py</extracomment>
        <translation>{source}：此文件与 {other} 属于 SVC2004 的不同任务。请将任务 1（4 列）和任务 2（7 列）分别放在各自的文件夹中。</translation>
    </message>
    <message>
        <source>{stray} lies beside the signers&apos; folders. Move it into the folder of its signer.</source>
        <extracomment>corpora/folders.py</extracomment>
        <translation>{stray} 与签名人的文件夹并列。请将其移入相应签名人的文件夹。</translation>
    </message>
    <message>
        <source>{target} cannot be written: its folder does not exist. Make it, or name another file.</source>
        <extracomment>workflows/converting.py</extracomment>
        <translation>无法写入 {target}：其文件夹不存在。请建立该文件夹，或指定其他文件。</translation>
    </message>
    <message>
        <source>{target} is a folder. Name a file.</source>
        <extracomment>workflows/converting.py</extracomment>
        <translation>{target} 是文件夹。请指定文件。</translation>
    </message>
    <message>
        <source>{target} is a folder: say with --to which format its files shall have.</source>
        <extracomment>workflows/converting.py</extracomment>
        <translation>{target} 是文件夹：请用 --to 说明其中文件的格式。</translation>
    </message>
    <message>
        <source>{target} is there already. Name another place, or replace it with --force.</source>
        <extracomment>workflows/converting.py</extracomment>
        <translation>{target} 已存在。请指定其他位置，或用 --force 替换。</translation>
    </message>
    <message>
        <source>{told} so far, reading on…</source>
        <extracomment>gui/panels/audit.py</extracomment>
        <translation>目前 {told}，继续读取…</translation>
    </message>
    <message>
        <source>{units} signer(s) or groups of signers cannot be split into {folds} folds. Ask for fewer folds.</source>
        <extracomment>corpora/split.py</extracomment>
        <translation>{units} 位（组）签名人无法分成 {folds} 折。请减少折数。</translation>
    </message>
    <message>
        <source>{unknown} &apos;aligned-tdnn+dtw&apos; joins two.</source>
        <extracomment>workflows/architectures.py</extracomment>
        <translation>{unknown} “aligned-tdnn+dtw”表示两者合用。</translation>
    </message>
    <message>
        <source>{used} signatures within {minutes} minutes were not accepted: a person decides now. The next attempt is free at {moment:%H:%M}, or as soon as somebody says why.</source>
        <extracomment>workflows/attempts.py</extracomment>
        <translation>{minutes} 分钟内有 {used} 个签名未被接受：现由人工决定。下一次尝试可于 {moment:%H:%M} 进行，或在有人说明理由后立即进行。</translation>
    </message>
    <message>
        <source>{whose} cannot be opened: the key is gone. Restore the store from a copy.</source>
        <extracomment>storage/store_keys.py</extracomment>
        <translation>无法打开{whose}：密钥已不存在。请从备份恢复签名库。</translation>
    </message>
    <message>
        <source>{width:.0f} × {height:.0f} of the device</source>
        <extracomment>gui/plots/report_items.py</extracomment>
        <translation>{width:.0f} × {height:.0f} 设备单位</translation>
    </message>
    <message>
        <source>{width:.0f} × {height:.0f} px</source>
        <extracomment>gui/plots/report_items.py</extracomment>
        <translation>{width:.0f} × {height:.0f} px</translation>
    </message>
    <message>
        <source>{width:.1f} × {height:.1f} mm</source>
        <extracomment>gui/plots/report_items.py</extracomment>
        <translation>{width:.1f} × {height:.1f} mm</translation>
    </message>
    <message>
        <source>{word} {numbers} and {more} more</source>
        <extracomment>storage/chain_check.py</extracomment>
        <translation>{word} {numbers} 及另外 {more} 个</translation>
    </message>
    <message>
        <source>○ leave out</source>
        <extracomment>gui/tables/training_signers.py</extracomment>
        <translation>○ 不使用</translation>
    </message>
    <message>
        <source>● learn from</source>
        <extracomment>gui/tables/training_signers.py</extracomment>
        <translation>● 用于学习</translation>
    </message>
    <message>
        <source>◐ compare only</source>
        <extracomment>gui/tables/training_signers.py</extracomment>
        <translation>◐ 仅比较</translation>
    </message>
    <message>
        <source>✔ in use</source>
        <extracomment>gui/panels/model_list.py</extracomment>
        <translation>✔ 在用</translation>
    </message>
    <message>
        <source>✔ in use since {moment}</source>
        <extracomment>gui/panels/model_list.py</extracomment>
        <translation>✔ 自 {moment} 起在用</translation>
    </message>
    <message>
        <source>✔ yes</source>
        <extracomment>gui/tables/training_signers.py</extracomment>
        <translation>✔ 是</translation>
    </message>
    <message>
        <source>✖ no</source>
        <extracomment>gui/tables/training_signers.py</extracomment>
        <translation>✖ 否</translation>
    </message>
    <message>
        <source>Review</source>
        <extracomment>gui/panels/rail.py, gui/panels/review.py</extracomment>
        <translation>复核</translation>
    </message>
    <message>
        <source> and </source>
        <comment>between parts</comment>
        <extracomment>gui/language.py</extracomment>
        <translation>和</translation>
    </message>
    <message>
        <source>&apos;Preprocessing&apos; for the input, &apos;Network architecture and training&apos;, architecture 2, with averaging</source>
        <extracomment>networks/bromley_1994.py</extracomment>
        <translation>输入见“Preprocessing”，“Network architecture and training”架构 2，含平均</translation>
    </message>
    <message>
        <source>&apos;{architecture}&apos; has {networks} networks, {variants} are described.</source>
        <extracomment>workflows/train_plan.py</extracomment>
        <translation>“{architecture}”有 {networks} 个网络，却描述了 {variants} 个。</translation>
    </message>
    <message>
        <source>&apos;{backup}&apos; is no backup of a store, or it is damaged or was cut short ({why}). Name another one.</source>
        <extracomment>storage/restoring.py</extracomment>
        <translation>“{backup}”不是签名库的备份，或已损坏、被截断（{why}）。请指定其他备份。</translation>
    </message>
    <message>
        <source>&apos;{file}&apos; cannot be read: {strerror}. Name the file that &apos;sigverify audit head&apos; was written to.</source>
        <extracomment>workflows/audit_heads.py</extracomment>
        <translation>无法读取“{file}”：{strerror}。请指定“sigverify audit head”写出的文件。</translation>
    </message>
    <message>
        <source>&apos;{file}&apos; holds no head of an audit chain. Name the file that &apos;sigverify audit head&apos; was written to.</source>
        <extracomment>workflows/audit_heads.py</extracomment>
        <translation>“{file}”中没有审计链的链尾。请指定“sigverify audit head”写出的文件。</translation>
    </message>
    <message>
        <source>&apos;{floor}&apos; stands twice in &apos;{architecture}&apos;. Name it once.</source>
        <extracomment>workflows/architectures.py</extracomment>
        <translation>“{floor}”在“{architecture}”中出现两次。请只写一次。</translation>
    </message>
    <message>
        <source>&apos;{folder}&apos; could not be written ({strerror}). Make room, or choose another folder.</source>
        <extracomment>workflows/corpus_folder.py</extracomment>
        <translation>无法写入“{folder}”（{strerror}）。请腾出空间，或选择其他文件夹。</translation>
    </message>
    <message>
        <source>&apos;{key_file}&apos; is no private key, or its passphrase is another one. Type it again, or name the right key.</source>
        <extracomment>workflows/vouching.py</extracomment>
        <translation>“{key_file}”不是私钥，或其口令不同。请重新输入，或指定正确的密钥。</translation>
    </message>
    <message>
        <source>&apos;{target}&apos; does not hold as many rows as the store, so it was not kept. Check its disk, then copy again.</source>
        <extracomment>storage/copying.py</extracomment>
        <translation>“{target}”的行数少于签名库，因此未保留。请检查其磁盘后重新复制。</translation>
    </message>
    <message>
        <source>+ supervectors</source>
        <extracomment>gui/panels/network_choice.py</extracomment>
        <translation>+ 超向量</translation>
    </message>
    <message>
        <source>A background of movements needs more than one signature. Add signers.</source>
        <extracomment>learning/background.py</extracomment>
        <translation>动作的背景模型需要不止一个签名。请添加签名人。</translation>
    </message>
    <message>
        <source>A file of the format &apos;{name}&apos; holds one signature, there are {filed}. Write a file for each, or one of the format &apos;jsonl&apos;.</source>
        <extracomment>ink/formats/__init__.py</extracomment>
        <translation>格式“{name}”的文件只存一个签名，现有 {filed} 个。请各写一个文件，或写成一个“jsonl”格式的文件。</translation>
    </message>
    <message>
        <source>A metric of whole signatures needs signers with two genuine signatures and a forgery. Add signers.</source>
        <extracomment>learning/pair_weights.py</extracomment>
        <translation>整体签名的度量需要签名人有两个真实签名和一个伪造签名。请添加签名人。</translation>
    </message>
    <message>
        <source>A password needs at least {fewest} characters.</source>
        <extracomment>storage/operators.py</extracomment>
        <translation>密码至少需要 {fewest} 个字符。</translation>
    </message>
    <message>
        <source>A template needs 1 to {most} references, found {count}.</source>
        <extracomment>verification/verifier.py</extracomment>
        <translation>模板需要 1 到 {most} 个参考签名，实际为 {count} 个。</translation>
    </message>
    <message>
        <source>All figures are those that were stored when the decision was made, or stand in its model&apos;s card; nothing was computed anew but the alignment of both inks, in which no model takes part.</source>
        <extracomment>gui/plots/decision_report.py</extracomment>
        <translation>所有数值均为判定时所存，或载于其模型卡；重新计算的只有两份笔迹的对齐，其中不涉及任何模型。</translation>
    </message>
    <message>
        <source>An operator has one or several of the roles {known}.</source>
        <extracomment>storage/operators.py</extracomment>
        <translation>操作员具有以下一种或多种角色：{known}。</translation>
    </message>
    <message>
        <source>An operator has one or several of the roles {known}; found &apos;{role}&apos;.</source>
        <extracomment>storage/operators.py</extracomment>
        <translation>操作员具有以下一种或多种角色：{known}；实际为“{role}”。</translation>
    </message>
    <message>
        <source>As wholes, forgeries lie no farther away than genuine signatures: nothing was learnt. Check the labels, or leave global features and supervectors out.</source>
        <extracomment>learning/pair_weights.py</extracomment>
        <translation>就整体而言，伪造签名并不比真实签名更远：什么也没有学到。请检查标注，或不使用全局特征和超向量。</translation>
    </message>
    <message>
        <source>As {roles} you may not {doing}. Ask an administrator.</source>
        <extracomment>storage/permissions.py</extracomment>
        <translation>您的角色（{roles}）不允许{doing}。请联系管理员。</translation>
    </message>
    <message>
        <source>Attempt {number} for this signer within {minutes} minutes; no number of attempts is set.</source>
        <extracomment>gui/words.py</extracomment>
        <translation>{minutes} 分钟内对该签名人的第 {number} 次尝试；未设次数上限。</translation>
    </message>
    <message>
        <source>Attempt {number} of {most} that may be made for this signer within {minutes} minutes.</source>
        <extracomment>gui/words.py</extracomment>
        <translation>{minutes} 分钟内对该签名人的第 {number} 次尝试，最多允许 {most} 次。</translation>
    </message>
    <message>
        <source>Choose in the list whose signature it is, then keep it.</source>
        <extracomment>gui/desk_verifying.py</extracomment>
        <translation>请先在列表中选择签名所属的签名人，再保留。</translation>
    </message>
    <message>
        <source>Corpus &apos;{corpus}&apos; has no two signatures that can be compared. Name another one.</source>
        <extracomment>workflows/leaderboard.py</extracomment>
        <translation>数据集“{corpus}”中没有两个可以比较的签名。请指定其他数据集。</translation>
    </message>
    <message>
        <source>Corpus &apos;{name}&apos; holds no signature. Name another one, or collect signatures first.</source>
        <extracomment>corpora/corpus.py</extracomment>
        <translation>数据集“{name}”中没有签名。请指定其他数据集，或先采集签名。</translation>
    </message>
    <message>
        <source>E_G + {margin:g} &lt; E_I holds for {share:.0f} % of the last {count} pairs.</source>
        <extracomment>gui/plots/energy_plot.py</extracomment>
        <translation>最近 {count} 对中有 {share:.0f} % 满足 E_G + {margin:g} &lt; E_I。</translation>
    </message>
    <message>
        <source>Entry {sequence} of the audit chain tells nothing that can be read. Restore the store from a copy.</source>
        <extracomment>storage/chain.py</extracomment>
        <translation>审计链第 {sequence} 条中没有可读的内容。请从备份恢复签名库。</translation>
    </message>
    <message>
        <source>Fewer than {most} references are renewed at once. Leave some out.</source>
        <extracomment>workflows/enrolment.py</extracomment>
        <translation>一次更新的参考签名须少于 {most} 个。请略去一些。</translation>
    </message>
    <message>
        <source>Go on with it, or begin anew by the plan.</source>
        <extracomment>gui/panels/train.py</extracomment>
        <translation>请继续该训练，或按计划重新开始。</translation>
    </message>
    <message>
        <source>Group {place} is another one. Look at the paper.</source>
        <extracomment>gui/panels/protection.py</extracomment>
        <translation>第 {place} 组不对。请查看纸上的内容。</translation>
    </message>
    <message>
        <source>Its normal density is of one vector of {vector_size} features, its network gives {found}. Install or train the model again.</source>
        <extracomment>verification/fitting.py</extracomment>
        <translation>其正态密度针对含 {vector_size} 个特征的单个向量，而其网络给出 {found}。请重新安装或训练模型。</translation>
    </message>
    <message>
        <source>May {doing}</source>
        <extracomment>gui/panels/operators_card.py</extracomment>
        <translation>可以{doing}</translation>
    </message>
    <message>
        <source>No signer of corpus &apos;{corpus}&apos; has references that can be compared. Name another corpus.</source>
        <extracomment>workflows/evaluating.py</extracomment>
        <translation>数据集“{corpus}”中没有签名人的参考签名可以比较。请指定其他数据集。</translation>
    </message>
    <message>
        <source>No signer of corpus &apos;{corpus}&apos; has two genuine signatures and a forgery. Name a corpus with forgeries.</source>
        <extracomment>workflows/energies.py</extracomment>
        <translation>数据集“{corpus}”中没有签名人同时有两个真实签名和一个伪造签名。请指定含有伪造签名的数据集。</translation>
    </message>
    <message>
        <source>One recording is in &apos;{name}&apos; as signer {signer}&apos;s and in &apos;{other}&apos; as signer {other_signer}&apos;s: the same person is in both. Leave one of the two corpora out.</source>
        <extracomment>corpora/split.py</extracomment>
        <translation>同一记录在“{name}”中属于签名人 {signer}，在“{other}”中属于签名人 {other_signer}：同一人在两者之中。请去掉其中一个数据集。</translation>
    </message>
    <message>
        <source>Pages with figures (PDF)…</source>
        <extracomment>gui/panels/comparison_export.py</extracomment>
        <translation>附图页面（PDF）…</translation>
    </message>
    <message>
        <source>Reason</source>
        <extracomment>gui/plots/decision_report.py</extracomment>
        <translation>理由</translation>
    </message>
    <message>
        <source>Recording {recording_id} belongs to another signer than &apos;{signer_id}&apos;. Choose the signer again.</source>
        <extracomment>storage/recordings.py</extracomment>
        <translation>记录 {recording_id} 不属于签名人“{signer_id}”。请重新选择签名人。</translation>
    </message>
    <message>
        <source>Retraining needs signatures of at least two signers. Enrol another signer first, or add the folder of a corpus.</source>
        <extracomment>workflows/retrain_material.py</extracomment>
        <translation>重新训练至少需要两位签名人的签名。请先登记另一位签名人，或添加一个数据集文件夹。</translation>
    </message>
    <message>
        <source>Right</source>
        <extracomment>gui/panels/settings_place.py</extracomment>
        <translation>右手</translation>
    </message>
    <message>
        <source>Rotation</source>
        <extracomment>ink/device_verdict.py</extracomment>
        <translation>旋转</translation>
    </message>
    <message>
        <source>SHA-256 {not_kept}</source>
        <extracomment>gui/panels/decided.py</extracomment>
        <translation>SHA-256 {not_kept}</translation>
    </message>
    <message>
        <source>Said to be of</source>
        <extracomment>gui/plots/decision_report.py</extracomment>
        <translation>所称签名人</translation>
    </message>
    <message>
        <source>Scale</source>
        <extracomment>gui/panels/card_measure.py, ink/device_verdict.py</extracomment>
        <translation>比例</translation>
    </message>
    <message>
        <source>Score</source>
        <extracomment>gui/tables/decision_model.py</extracomment>
        <translation>得分</translation>
    </message>
    <message>
        <source>Score and lines of decision: {not_kept}.</source>
        <extracomment>gui/plots/decision_report.py</extracomment>
        <translation>得分与判定阈值：{not_kept}。</translation>
    </message>
    <message>
        <source>Score {not_kept}</source>
        <extracomment>gui/panels/decided.py</extracomment>
        <translation>得分{not_kept}</translation>
    </message>
    <message>
        <source>Score {score:.2f}</source>
        <extracomment>gui/panels/decided.py</extracomment>
        <translation>得分 {score:.2f}</translation>
    </message>
    <message>
        <source>Score {score}, accepted from {threshold}, rejected below {reject_below}</source>
        <extracomment>gui/plots/bars.py</extracomment>
        <translation>得分 {score}，不低于 {threshold} 接受，低于 {reject_below} 拒绝</translation>
    </message>
    <message>
        <source>Score {score}, accepted from {threshold}, rejected below {reject_below} (log10 of the likelihood ratio against a skilled forgery).</source>
        <extracomment>gui/plots/decision_report.py</extracomment>
        <translation>得分 {score}，不低于 {threshold} 接受，低于 {reject_below} 拒绝（相对熟练摹仿的似然比的常用对数）。</translation>
    </message>
    <message>
        <source>Score {score}; accepted from {threshold}, rejected below {reject_below} (log10 of the likelihood ratio).</source>
        <extracomment>gui/panels/decided.py</extracomment>
        <translation>得分 {score}；不低于 {threshold} 接受，低于 {reject_below} 拒绝（似然比的常用对数）。</translation>
    </message>
    <message>
        <source>Scribble here for some seconds: fast and slow, soft and hard, with lifts.</source>
        <extracomment>gui/panels/tablet.py</extracomment>
        <translation>请在此随意书写几秒：有快有慢，有轻有重，并抬几次笔。</translation>
    </message>
    <message>
        <source>Search decisions</source>
        <extracomment>gui/panels/review_filters.py</extracomment>
        <translation>搜索判定</translation>
    </message>
    <message>
        <source>Search names, models, reasons, notes…</source>
        <extracomment>gui/panels/review_filters.py</extracomment>
        <translation>搜索姓名、模型、理由、备注…</translation>
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
        <source>Session</source>
        <extracomment>gui/panels/collect_plan.py</extracomment>
        <translation>场次</translation>
    </message>
    <message>
        <source>Settings</source>
        <extracomment>gui/panels/rail.py, gui/panels/settings_place.py</extracomment>
        <translation>设置</translation>
    </message>
    <message>
        <source>Show all</source>
        <extracomment>gui/panels/audit.py, gui/panels/review.py</extracomment>
        <translation>全部显示</translation>
    </message>
    <message>
        <source>Show all decisions</source>
        <extracomment>gui/panels/review_filters.py</extracomment>
        <translation>显示全部判定</translation>
    </message>
    <message>
        <source>Show all decisions again</source>
        <extracomment>gui/panels/review.py, gui/panels/review_filters.py</extracomment>
        <translation>重新显示全部判定</translation>
    </message>
    <message>
        <source>Side by side</source>
        <extracomment>gui/panels/compare.py</extracomment>
        <translation>并排</translation>
    </message>
    <message>
        <source>Sign here again</source>
        <extracomment>gui/panels/signer_window.py</extracomment>
        <translation>改回此处签名</translation>
    </message>
    <message>
        <source>Sign on the line</source>
        <extracomment>gui/panels/collect.py, gui/panels/enrol.py, gui/panels/verify.py</extracomment>
        <translation>请在线上签名</translation>
    </message>
    <message>
        <source>Sign with {pen}.</source>
        <extracomment>verification/captures.py</extracomment>
        <translation>请用{pen}重新签名。</translation>
    </message>
    <message>
        <source>Signature that waits for a word</source>
        <extracomment>gui/panels/waiting_signatures.py</extracomment>
        <translation>等待标注的签名</translation>
    </message>
    <message>
        <source>Signature to imitate</source>
        <extracomment>gui/panels/forgery_target.py</extracomment>
        <translation>供摹仿的签名</translation>
    </message>
    <message>
        <source>Signature to imitate, large</source>
        <extracomment>gui/panels/forgery_target.py</extracomment>
        <translation>供摹仿的签名（放大）</translation>
    </message>
    <message>
        <source>Signatures</source>
        <extracomment>gui/panels/collect.py, gui/tables/training_signers.py</extracomment>
        <translation>签名</translation>
    </message>
    <message>
        <source>Signatures ({patterns});;All files (*)</source>
        <extracomment>gui/panels/signature_picker.py</extracomment>
        <translation>签名文件 ({patterns});;所有文件 (*)</translation>
    </message>
    <message>
        <source>Signatures are referred to a person at most. Use a pen that tells pressure.</source>
        <extracomment>ink/device_verdict.py</extracomment>
        <translation>此类签名最多只能转人工。请使用有压力感应的笔。</translation>
    </message>
    <message>
        <source>Signatures kept of those wanted</source>
        <extracomment>gui/panels/collect_plan.py</extracomment>
        <translation>已保留数与所需数</translation>
    </message>
    <message>
        <source>Signatures of the chosen signer: change labels, discard</source>
        <extracomment>gui/panels/collect.py</extracomment>
        <translation>所选签名人的签名：更改标注、丢弃</translation>
    </message>
    <message>
        <source>Signatures of the signer</source>
        <extracomment>gui/panels/collected_signatures.py</extracomment>
        <translation>签名人的签名</translation>
    </message>
    <message>
        <source>Signatures that are collected stand here; those of Enrol stay there.</source>
        <extracomment>gui/panels/collected_signatures.py</extracomment>
        <translation>采集的签名列在这里；登记的签名仍在“登记”中。</translation>
    </message>
    <message>
        <source>Signatures that the model may learn from are written here, each with what it is.</source>
        <extracomment>gui/panels/collect.py</extracomment>
        <translation>在此书写可供模型学习的签名，并逐一注明真伪。</translation>
    </message>
    <message>
        <source>Signer</source>
        <extracomment>gui/panels/audit_filters.py, gui/panels/review_filters.py, gui/panels/training_result.py, gui/tables/collection_model.py, gui/tables/decision_model.py, gui/tables/training_signers.py</extracomment>
        <translation>签名人</translation>
    </message>
    <message>
        <source>Signer&apos;s window</source>
        <extracomment>gui/panels/signing_pad.py</extracomment>
        <translation>签名人窗口</translation>
    </message>
    <message>
        <source>Signers</source>
        <extracomment>gui/panels/signer_list.py, gui/plots/report_model.py</extracomment>
        <translation>签名人</translation>
    </message>
    <message>
        <source>Signing… Lift the pen and wait, or press Enter.</source>
        <extracomment>gui/panels/collect.py, gui/panels/enrol.py</extracomment>
        <translation>正在签名…抬笔稍候，或按回车。</translation>
    </message>
    <message>
        <source>Skill, such as: practised 5 min</source>
        <extracomment>gui/panels/collect_plan.py</extracomment>
        <translation>熟练程度，例如：练习 5 分钟</translation>
    </message>
    <message>
        <source>Small movements become stairs.</source>
        <extracomment>ink/device_verdict.py</extracomment>
        <translation>细小的运动会变成阶梯状。</translation>
    </message>
    <message>
        <source>Something went wrong inside the program ({kind}: {error}). Ink that was written is kept; try again, or start the program anew.</source>
        <extracomment>gui/workers/worker.py</extracomment>
        <translation>程序内部出错（{kind}: {error}）。已写的笔迹均已保留；请重试，或重新启动程序。</translation>
    </message>
    <message>
        <source>Speed</source>
        <extracomment>gui/panels/compare.py</extracomment>
        <translation>速度</translation>
    </message>
    <message>
        <source>Speed of the replay</source>
        <extracomment>gui/panels/replay_bar.py</extracomment>
        <translation>回放速度</translation>
    </message>
    <message>
        <source>State of the collection</source>
        <extracomment>gui/panels/collect.py</extracomment>
        <translation>采集状态</translation>
    </message>
    <message>
        <source>State of the store</source>
        <extracomment>gui/panels/status_line.py</extracomment>
        <translation>签名库状态</translation>
    </message>
    <message>
        <source>Steps of {grid:.2f} pixel, the screen&apos;s own</source>
        <extracomment>ink/device_verdict.py</extracomment>
        <translation>步长 {grid:.2f} 像素，与屏幕相同</translation>
    </message>
    <message>
        <source>Stop; nothing is kept or written</source>
        <extracomment>gui/panels/corpus_transfer.py</extracomment>
        <translation>停止；不保存也不写入任何内容</translation>
    </message>
    <message>
        <source>Stopped; nothing was kept.</source>
        <extracomment>gui/panels/corpus_transfer.py</extracomment>
        <translation>已停止；没有保存任何内容。</translation>
    </message>
    <message>
        <source>Strokes are thrown away unless they are kept (Ctrl+P)</source>
        <extracomment>gui/panels/collect_plan.py</extracomment>
        <translation>笔画如不保留即丢弃（Ctrl+P）</translation>
    </message>
    <message>
        <source>Switch Windows Ink on in the tablet&apos;s settings.</source>
        <extracomment>ink/device_verdict.py</extracomment>
        <translation>请在手写板设置中开启 Windows Ink。</translation>
    </message>
    <message>
        <source>Table (CSV)…</source>
        <extracomment>gui/panels/review_export.py</extracomment>
        <translation>表格（CSV）…</translation>
    </message>
    <message>
        <source>Table (JSON)…</source>
        <extracomment>gui/panels/review_export.py</extracomment>
        <translation>表格（JSON）…</translation>
    </message>
    <message>
        <source>Tablet</source>
        <extracomment>gui/panels/rail.py, gui/panels/tablet.py</extracomment>
        <translation>手写板</translation>
    </message>
    <message>
        <source>Take QT_XCB_TABLET_LEGACY_COORDINATES out of the environment if it is set.</source>
        <extracomment>ink/device_verdict.py</extracomment>
        <translation>如设置了环境变量 QT_XCB_TABLET_LEGACY_COORDINATES，请将其删除。</translation>
    </message>
    <message>
        <source>Take the ink away (Esc)</source>
        <extracomment>gui/panels/signing_pad.py</extracomment>
        <translation>清除笔迹（Esc）</translation>
    </message>
    <message>
        <source>Take the ink away and begin anew</source>
        <extracomment>gui/panels/tablet.py</extracomment>
        <translation>清除笔迹并重新开始</translation>
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
        <source>Template</source>
        <extracomment>gui/plots/decision_report.py</extracomment>
        <translation>模板</translation>
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
        <source>Test pad: scribble here</source>
        <extracomment>gui/capture/scribble_pad.py</extracomment>
        <translation>测试区：请在此随意书写</translation>
    </message>
    <message>
        <source>That is all that the calibration can carry.</source>
        <extracomment>gui/words.py</extracomment>
        <translation>校准数据只能支持到这一程度。</translation>
    </message>
    <message>
        <source>That line is not straight. Hold the card down and draw along its edge once more.</source>
        <extracomment>ink/card_scale.py</extracomment>
        <translation>这条线不直。请按住卡片，沿边重画一次。</translation>
    </message>
    <message>
        <source>That line is too short for a card&apos;s edge. Draw along the whole edge, from corner to corner.</source>
        <extracomment>ink/card_scale.py</extracomment>
        <translation>这条线短于卡片的边。请沿整条边从一角画到另一角。</translation>
    </message>
    <message>
        <source>The audit chain was removed from the store. Restore the store from a copy.</source>
        <extracomment>storage/guarded.py</extracomment>
        <translation>签名库的审计链已被移除。请从备份恢复签名库。</translation>
    </message>
    <message>
        <source>The backup &apos;{name}&apos; does not check out, and was not restored. Name another one. {faults}</source>
        <extracomment>storage/restoring.py</extracomment>
        <translation>备份“{name}”未通过检查，未恢复。请指定其他备份。{faults}</translation>
    </message>
    <message>
        <source>The backup &apos;{name}&apos; is from before the passphrase was changed, and opens by the one of its time, or by the recovery key of its time. Set {variable}.</source>
        <extracomment>storage/restoring.py</extracomment>
        <translation>备份“{name}”早于口令更改，须以当时的口令或当时的恢复密钥打开。请设置 {variable}。</translation>
    </message>
    <message>
        <source>The checkpoint &apos;{name}&apos; was damaged, or made by an earlier program. What it held is learnt anew; all others are kept.</source>
        <extracomment>workflows/retraining.py</extracomment>
        <translation>检查点“{name}”已损坏，或由较早的程序生成。其内容将重新学习；其余均保留。</translation>
    </message>
    <message>
        <source>The compact template is damaged. Make it again from the references.</source>
        <extracomment>verification/normal_density.py, verification/scoring.py</extracomment>
        <translation>压缩模板已损坏。请用参考签名重新制作。</translation>
    </message>
    <message>
        <source>The copy &apos;{name}&apos; does not hold as many rows as the store, so it was not kept. Check its disk, then copy again.</source>
        <extracomment>storage/copying.py</extracomment>
        <translation>副本“{name}”的行数少于签名库，因此未保留。请检查其磁盘后重新复制。</translation>
    </message>
    <message>
        <source>The database URL holds an @ or a / where none belongs, perhaps in the password. Leave the password to ~/.pgpass or PGPASSWORD, or write its special characters as %40 and %2F.</source>
        <extracomment>storage/server.py</extracomment>
        <translation>数据库 URL 在不应出现之处含有 @ 或 /，可能在密码中。请将密码写入 ~/.pgpass 或 PGPASSWORD，或将特殊字符写成 %40 和 %2F。</translation>
    </message>
    <message>
        <source>The database of the store &apos;{name}&apos; keeps text as {encoding}; expected UTF8. Make a new one: createdb --encoding UTF8 --template template0 NAME.</source>
        <extracomment>storage/server.py</extracomment>
        <translation>签名库“{name}”的数据库文本编码为 {encoding}；应为 UTF8。请新建：createdb --encoding UTF8 --template template0 NAME。</translation>
    </message>
    <message>
        <source>The database of the store &apos;{where}&apos; refused to work: {cause}</source>
        <extracomment>storage/faults.py</extracomment>
        <translation>签名库“{where}”的数据库无法工作：{cause}</translation>
    </message>
    <message>
        <source>The decision itself never changes. Notes and overrides go into the audit chain, without their words.</source>
        <extracomment>gui/panels/decision_notes.py</extracomment>
        <translation>判定本身不会更改。备注与改判会记入审计链，但不含其文字。</translation>
    </message>
    <message>
        <source>The decision that was open is gone: it was erased with its signer.</source>
        <extracomment>gui/panels/review.py</extracomment>
        <translation>原先打开的判定已不存在：它随签名人一起被擦除。</translation>
    </message>
    <message>
        <source>The device tells no time; the program&apos;s clock stands in</source>
        <extracomment>ink/device_verdict.py</extracomment>
        <translation>设备不提供时间；以程序的时钟代替</translation>
    </message>
    <message>
        <source>The driver passes none on, and signatures are referred at most. Install the maker&apos;s.</source>
        <extracomment>ink/device_verdict.py</extracomment>
        <translation>驱动没有传递压力，签名最多只能转人工。请安装厂商驱动。</translation>
    </message>
    <message>
        <source>The driver passes the pen off as a mouse: install the maker&apos;s, or switch its pen mode on.</source>
        <extracomment>ink/device_verdict.py</extracomment>
        <translation>驱动把笔当作鼠标：请安装厂商驱动，或开启其笔模式。</translation>
    </message>
    <message>
        <source>The earlier training in &apos;{training_folder}&apos; cannot be removed: {strerror}. Remove that folder.</source>
        <extracomment>workflows/stopped_retraining.py</extracomment>
        <translation>无法删除“{training_folder}”中以前的训练：{strerror}。请删除该文件夹。</translation>
    </message>
    <message>
        <source>The ending &apos;{suffix}&apos; of {name} tells no format that is written. Use one of {known}.</source>
        <extracomment>ink/formats/__init__.py</extracomment>
        <translation>{name} 的扩展名“{suffix}”不对应任何可写格式。请使用 {known} 之一。</translation>
    </message>
    <message>
        <source>The file &apos;{path}&apos; could not be made ({strerror}). Choose another folder, or mend its rights.</source>
        <extracomment>storage/folders.py</extracomment>
        <translation>无法建立文件“{path}”（{strerror}）。请选择其他文件夹，或修正其权限。</translation>
    </message>
    <message>
        <source>The file keeps no times</source>
        <extracomment>ink/device_verdict.py</extracomment>
        <translation>文件中没有时间</translation>
    </message>
    <message>
        <source>The file keeps no times: {rate_hz:g} points a second by what it says</source>
        <extracomment>ink/device_verdict.py</extracomment>
        <translation>文件中没有时间：据其说明为每秒 {rate_hz:g} 个采样点</translation>
    </message>
    <message>
        <source>The findings are about as probable if {own} as if {other}.</source>
        <extracomment>verification/likelihood_ratio.py</extracomment>
        <translation>无论{own}，还是{other}，所得结果出现的概率大致相同。</translation>
    </message>
    <message>
        <source>The findings are about {times} times more probable if {likelier} than if {rarer}.</source>
        <extracomment>verification/likelihood_ratio.py</extracomment>
        <translation>若{likelier}，所得结果出现的概率约为“{rarer}”时的 {times} 倍。</translation>
    </message>
    <message>
        <source>The findings are at least {times} times more probable if {likelier} than if {rarer}: that is all that the calibration can carry.</source>
        <extracomment>verification/likelihood_ratio.py</extracomment>
        <translation>若{likelier}，所得结果出现的概率至少为“{rarer}”时的 {times} 倍：校准数据只能支持到这一程度。</translation>
    </message>
    <message>
        <source>The folder &apos;{folder}&apos; could not be made ({strerror}). Choose another one through {data_variable}, or mend its rights.</source>
        <extracomment>storage/folders.py</extracomment>
        <translation>无法建立文件夹“{folder}”（{strerror}）。请通过 {data_variable} 另选文件夹，或修正其权限。</translation>
    </message>
    <message>
        <source>The folder &apos;{name}&apos; is missing from this installation of sigverify. Install it again.</source>
        <extracomment>shipped.py</extracomment>
        <translation>sigverify 的安装缺少文件夹“{name}”。请重新安装。</translation>
    </message>
    <message>
        <source>The folder is not encrypted</source>
        <extracomment>gui/panels/corpus_transfer.py</extracomment>
        <translation>该文件夹不加密</translation>
    </message>
    <message>
        <source>The folder is not encrypted: whoever has it can read and replay these signatures. Signers are named by their random ids. The audit chain notes the export.</source>
        <extracomment>gui/panels/corpus_transfer.py</extracomment>
        <translation>该文件夹不加密：任何得到它的人都能读取并重放这些签名。签名人以随机编号标识。审计链会记录此次导出。</translation>
    </message>
    <message>
        <source>The folder {name} holds no file of a signature. Choose another one.</source>
        <extracomment>ink/formats/folder.py</extracomment>
        <translation>文件夹 {name} 中没有签名文件。请选择其他文件夹。</translation>
    </message>
    <message>
        <source>The forger of recording {row} cannot be read. Restore the store from a copy.</source>
        <extracomment>storage/forgers.py</extracomment>
        <translation>无法读取记录 {row} 的摹仿者。请从备份恢复签名库。</translation>
    </message>
    <message>
        <source>The ink of row {row} in &apos;{table}&apos; cannot be read. {error}</source>
        <extracomment>storage/recordings.py</extracomment>
        <translation>无法读取“{table}”第 {row} 行的笔迹。{error}</translation>
    </message>
    <message>
        <source>The ink of the questioned signature was discarded.</source>
        <extracomment>gui/plots/decision_report.py</extracomment>
        <translation>待检签名的笔迹已丢弃。</translation>
    </message>
    <message>
        <source>The ink of this signature was discarded. What was decided about it stays.</source>
        <extracomment>gui/panels/decided.py</extracomment>
        <translation>此签名的笔迹已丢弃。对它的判定仍然保留。</translation>
    </message>
    <message>
        <source>The key file &apos;{path}&apos; cannot be read ({strerror}). Mend its rights.</source>
        <extracomment>storage/key_file.py</extracomment>
        <translation>无法读取密钥文件“{path}”（{strerror}）。请修正其权限。</translation>
    </message>
    <message>
        <source>The key file &apos;{path}&apos; could not be written ({strerror}). Mend the rights of its folder, or set {passphrase_variable}.</source>
        <extracomment>storage/key_file.py</extracomment>
        <translation>无法写入密钥文件“{path}”（{strerror}）。请修正其文件夹的权限，或设置 {passphrase_variable}。</translation>
    </message>
    <message>
        <source>The key file &apos;{path}&apos; of this store is missing. Put it back from a copy; without it nothing in the store can be read.</source>
        <extracomment>storage/key_file.py</extracomment>
        <translation>此签名库的密钥文件“{path}”缺失。请从备份放回；没有它，签名库中的任何内容都无法读取。</translation>
    </message>
    <message>
        <source>The key file beside the store is not the one of this store. Put the right one back from a copy.</source>
        <extracomment>storage/unlocking.py</extracomment>
        <translation>签名库旁的密钥文件不属于此签名库。请从备份放回正确的文件。</translation>
    </message>
    <message>
        <source>The key in the system&apos;s keyring is not the one of this store. Restore the keyring from a copy.</source>
        <extracomment>storage/unlocking.py</extracomment>
        <translation>系统钥匙串中的密钥不属于此签名库。请从备份恢复钥匙串。</translation>
    </message>
    <message>
        <source>The key of the store &apos;{name}&apos; is not a key. Restore the store from a copy.</source>
        <extracomment>storage/store_keys.py</extracomment>
        <translation>签名库“{name}”的密钥无效。请从备份恢复签名库。</translation>
    </message>
    <message>
        <source>The key of this store is not in the system&apos;s keyring (service &apos;{keyring_service}&apos;, entry &apos;{store_id}&apos;). Log in as the person who made the store, or restore that keyring.</source>
        <extracomment>storage/keys.py</extracomment>
        <translation>系统钥匙串中没有此签名库的密钥（服务“{keyring_service}”，条目“{store_id}”）。请以建立签名库的账户登录，或恢复该钥匙串。</translation>
    </message>
    <message>
        <source>The label of a recording must be one of {join}, or left out.</source>
        <extracomment>ink/formats/filed.py</extracomment>
        <translation>记录的标注应为 {join} 之一，或省略。</translation>
    </message>
    <message>
        <source>The language changes when sigverify is opened again.</source>
        <extracomment>gui/panels/settings_place.py</extracomment>
        <translation>重新打开 sigverify 后，语言生效。</translation>
    </message>
    <message>
        <source>The likelihood ratio holds for ink captured like that of the model&apos;s calibration, as far as its held-out trials carry it. It is measured against the references named here; with other references it would be another.</source>
        <extracomment>gui/plots/decision_report.py</extracomment>
        <translation>似然比适用于与模型校准数据采集方式相近的笔迹，并以其留出试验所能支持的范围为限。它是对照此处所列参考签名得出的；换用其他参考签名，结果会不同。</translation>
    </message>
    <message>
        <source>The lines in the model&apos;s card are damaged. Train or install the model again.</source>
        <extracomment>verification/lines.py</extracomment>
        <translation>模型卡中的阈值已损坏。请重新训练或安装模型。</translation>
    </message>
    <message>
        <source>The maker&apos;s driver may pass on more levels.</source>
        <extracomment>ink/device_verdict.py</extracomment>
        <translation>厂商驱动也许能提供更多级别。</translation>
    </message>
    <message>
        <source>The maker&apos;s driver may stamp each point.</source>
        <extracomment>ink/device_verdict.py</extracomment>
        <translation>厂商驱动也许会为每点加时间戳。</translation>
    </message>
    <message>
        <source>The model in &apos;{folder}&apos; is signed {how}; trusted here: {names}. Put the public key of whoever made it into &apos;{folder_of_keys}&apos; if you trust them.</source>
        <extracomment>workflows/vouching.py</extracomment>
        <translation>“{folder}”中的模型的签署：{how}；在此受信任的：{names}。若您信任其制作者，请将其公钥放入“{folder_of_keys}”。</translation>
    </message>
    <message>
        <source>The model in use keeps no lines for chosen rates: it was calibrated before they were kept. Its own lines are used, whatever is chosen here.</source>
        <extracomment>gui/words.py</extracomment>
        <translation>当前模型没有按错误率选取的阈值：它校准时尚未保存这些阈值。无论此处如何选择，都使用模型自带的阈值。</translation>
    </message>
    <message>
        <source>The model that decided</source>
        <extracomment>gui/tables/decision_model.py</extracomment>
        <translation>作出判定的模型</translation>
    </message>
    <message>
        <source>The model&apos;s card does not say how its ink was captured. Train or install the model again.</source>
        <extracomment>verification/captures.py</extracomment>
        <translation>模型卡未说明其笔迹的采集方式。请重新训练或安装模型。</translation>
    </message>
    <message>
        <source>The model&apos;s card rejects above where it accepts. Train or install the model again.</source>
        <extracomment>verification/calibration.py</extracomment>
        <translation>模型卡中的拒绝阈值高于接受阈值。请重新训练或安装模型。</translation>
    </message>
    <message>
        <source>The model&apos;s own line for {what}</source>
        <extracomment>gui/panels/setting_boxes.py</extracomment>
        <translation>{what}：模型自带的阈值</translation>
    </message>
    <message>
        <source>The next one begins when you have answered: Enter keeps it, Esc discards it.</source>
        <extracomment>gui/panels/collect.py</extracomment>
        <translation>作出选择后即可写下一个：回车保留，Esc 丢弃。</translation>
    </message>
    <message>
        <source>The number of a recording must be a whole number from 1, or left out.</source>
        <extracomment>ink/formats/filed.py</extracomment>
        <translation>记录的序号应为从 1 起的整数，或省略。</translation>
    </message>
    <message>
        <source>The password is not the one of this operator. Type it again.</source>
        <extracomment>storage/unlocking.py</extracomment>
        <translation>密码不是该操作员的密码。请重新输入。</translation>
    </message>
    <message>
        <source>The path as links between the inks</source>
        <extracomment>gui/panels/compare.py</extracomment>
        <translation>以连线显示两份笔迹间的路径</translation>
    </message>
    <message>
        <source>The path shows what plain dynamic time warping lays beside what; another method may align otherwise. How far two signatures part decides nothing: one person&apos;s signatures differ, and a practised imitation may lie closer.</source>
        <extracomment>gui/panels/comparison_figures.py</extracomment>
        <translation>路径显示动态时间规整（DTW）如何对应两份笔迹；其他方法的对齐可能不同。差异大小本身不能定论：同一人的签名之间也有差异，熟练的摹仿可能更接近。</translation>
    </message>
    <message>
        <source>The pen left the tablet in the middle of a stroke. What was written until then is kept; if it is not all, sign once more.</source>
        <extracomment>gui/capture/presence.py</extracomment>
        <translation>笔画未完时笔离开了手写板。此前所写已保留；如不完整，请重新签名。</translation>
    </message>
    <message>
        <source>The pen was down and told nothing for a while, so its stroke was ended and kept. If the tablet was unplugged, plug it in again and sign once more.</source>
        <extracomment>gui/capture/presence.py</extracomment>
        <translation>笔已落下但一段时间没有数据，因此结束并保留了该笔画。如手写板被拔下，请重新插好并再签一次。</translation>
    </message>
    <message>
        <source>The questioned signature</source>
        <extracomment>gui/panels/decided.py, gui/plots/decision_report.py</extracomment>
        <translation>待检签名（检材）</translation>
    </message>
    <message>
        <source>The questioned signature is a reference itself and was left out of them.</source>
        <extracomment>gui/panels/comparison_figures.py</extracomment>
        <translation>待检签名本身也是参考签名，比对时已将其排除。</translation>
    </message>
    <message>
        <source>The questioned signature: one of the signer&apos;s, by role and date</source>
        <extracomment>gui/panels/signature_picker.py</extracomment>
        <translation>待检签名：从该签名人的签名中按用途和日期选择</translation>
    </message>
    <message>
        <source>The questioned signature; nothing where it was discarded</source>
        <extracomment>gui/tables/decision_model.py</extracomment>
        <translation>待检签名；已丢弃者为空</translation>
    </message>
    <message>
        <source>The recovery key is not the one of this store, or a newer one was made since. Look for that.</source>
        <extracomment>storage/unlocking.py</extracomment>
        <translation>恢复密钥不属于此签名库，或之后又制作了新的。请查找新的。</translation>
    </message>
    <message>
        <source>The reference signature: one of the signer&apos;s, by role and date</source>
        <extracomment>gui/panels/signature_picker.py</extracomment>
        <translation>参考签名：从该签名人的签名中按用途和日期选择</translation>
    </message>
    <message>
        <source>The score on its line of decision: rejected, referred or accepted</source>
        <extracomment>gui/tables/decision_model.py</extracomment>
        <translation>得分在判定轴上的位置：拒绝、转人工或接受</translation>
    </message>
    <message>
        <source>The server of the store &apos;{name}&apos; is PostgreSQL {join}; {oldest} or newer is needed. Have the server updated, or use another one.</source>
        <extracomment>storage/server.py</extracomment>
        <translation>签名库“{name}”的服务器为 PostgreSQL {join}；需要 {oldest} 或更新版本。请更新服务器，或使用另一台。</translation>
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
        <source>The signer writes their own signature</source>
        <extracomment>gui/panels/collect_plan.py</extracomment>
        <translation>签名人书写自己的签名</translation>
    </message>
    <message>
        <source>The stopped retraining cannot be gone on with. {obstacle}</source>
        <extracomment>workflows/retraining.py</extracomment>
        <translation>中止的重新训练无法继续。{obstacle}</translation>
    </message>
    <message>
        <source>The store &apos;{name}&apos; has lost its own key. Restore it from a copy.</source>
        <extracomment>storage/unlocking.py</extracomment>
        <translation>签名库“{name}”丢失了自身的密钥。请从备份恢复。</translation>
    </message>
    <message>
        <source>The store &apos;{name}&apos; holds {broken} entries that point nowhere, so it was left as it was. Restore it from a copy.</source>
        <extracomment>storage/migrating.py</extracomment>
        <translation>签名库“{name}”有 {broken} 个条目没有对应内容，因此未作改动。请从备份恢复。</translation>
    </message>
    <message>
        <source>The store &apos;{name}&apos; was written by a newer sigverify: its schema is {found}, this program knows up to {known}. Update this program; the store was not touched.</source>
        <extracomment>storage/migrating.py</extracomment>
        <translation>签名库“{name}”由较新的 sigverify 写成：其结构版本为 {found}，本程序只支持到 {known}。请更新本程序；签名库未作改动。</translation>
    </message>
    <message>
        <source>The store &apos;{where}&apos; can be read but not written. Mend the rights of the file and of its folder.</source>
        <extracomment>storage/faults.py</extracomment>
        <translation>签名库“{where}”可读但不可写。请修正文件及其文件夹的权限。</translation>
    </message>
    <message>
        <source>The store &apos;{where}&apos; cannot be opened: expected a file in a folder that may be written. Check the path and its rights.</source>
        <extracomment>storage/faults.py</extracomment>
        <translation>无法打开签名库“{where}”：应为可写文件夹中的文件。请检查路径和权限。</translation>
    </message>
    <message>
        <source>The store &apos;{where}&apos; is busy: another window or program is writing to it. Try again in a moment, or close the other one.</source>
        <extracomment>storage/faults.py</extracomment>
        <translation>签名库“{where}”正忙：另一窗口或程序正在写入。请稍后重试，或关闭另一程序。</translation>
    </message>
    <message>
        <source>The store &apos;{where}&apos; is damaged ({cause}). Restore it from a copy.</source>
        <extracomment>storage/faults.py</extracomment>
        <translation>签名库“{where}”已损坏（{cause}）。请从备份恢复。</translation>
    </message>
    <message>
        <source>The store &apos;{where}&apos; refused a change that contradicts what it holds ({cause}).</source>
        <extracomment>storage/faults.py</extracomment>
        <translation>签名库“{where}”拒绝了与现有内容矛盾的更改（{cause}）。</translation>
    </message>
    <message>
        <source>The store does not check out, and so does no copy of it: none was kept. {faults}</source>
        <extracomment>storage/copying.py</extracomment>
        <translation>签名库未通过检查，其副本也都未通过：均未保留。{faults}</translation>
    </message>
    <message>
        <source>The store has lost its own key. Restore it from a copy.</source>
        <extracomment>storage/store_keys.py, storage/unlocking.py</extracomment>
        <translation>签名库丢失了自身的密钥。请从备份恢复。</translation>
    </message>
    <message>
        <source>The store holds {value!r} where a time was expected. Restore the store from a copy.</source>
        <extracomment>storage/schema.py</extracomment>
        <translation>签名库中本应是时间之处为 {value!r}。请从备份恢复签名库。</translation>
    </message>
    <message>
        <source>The store is closed. Open it again.</source>
        <extracomment>storage/opened.py, storage/store_keys.py</extracomment>
        <translation>签名库已关闭。请重新打开。</translation>
    </message>
    <message>
        <source>The store is not open</source>
        <extracomment>gui/store_door.py</extracomment>
        <translation>签名库未打开</translation>
    </message>
    <message>
        <source>The store is not open, so ink could not be kept.</source>
        <extracomment>gui/places.py</extracomment>
        <translation>签名库未打开，笔迹无法保存。</translation>
    </message>
    <message>
        <source>The store is not open.</source>
        <extracomment>gui/panels/signer_list.py, gui/places.py</extracomment>
        <translation>签名库未打开。</translation>
    </message>
    <message>
        <source>The store is protected by your passphrase.</source>
        <extracomment>storage/passphrase.py</extracomment>
        <translation>签名库由您的口令保护。</translation>
    </message>
    <message>
        <source>The store says that its key comes from {kind!r}; expected one of {known}.</source>
        <extracomment>storage/keys.py</extracomment>
        <translation>签名库称其密钥来自 {kind!r}；应为以下之一：{known}。</translation>
    </message>
    <message>
        <source>The store was opened by its recovery key.</source>
        <extracomment>storage/keys.py</extracomment>
        <translation>签名库由恢复密钥打开。</translation>
    </message>
    <message>
        <source>The store&apos;s key is kept in the file &apos;{path}&apos;: whoever copies that file and the store can read it. Set a passphrase, in Settings or by &apos;sigverify store passphrase&apos;, to protect it better.</source>
        <extracomment>storage/key_file.py</extracomment>
        <translation>签名库的密钥保存在文件“{path}”中：复制该文件和签名库的人即可读取。请在“设置”中或用“sigverify store passphrase”设置口令，以加强保护。</translation>
    </message>
    <message>
        <source>The store&apos;s key is kept in the keyring of your login.</source>
        <extracomment>storage/keys.py</extracomment>
        <translation>签名库的密钥存于您的登录钥匙串。</translation>
    </message>
    <message>
        <source>The store&apos;s note {note_id} is none. Restore the store from a copy.</source>
        <extracomment>storage/notes.py</extracomment>
        <translation>签名库中的备注 {note_id} 无效。请从备份恢复签名库。</translation>
    </message>
    <message>
        <source>The store&apos;s own records</source>
        <extracomment>storage/store_keys.py</extracomment>
        <translation>签名库自身的记录</translation>
    </message>
    <message>
        <source>The store&apos;s passphrase was hashed with Argon2id, which the OpenSSL of this machine lacks. Install a &apos;cryptography&apos; package built with OpenSSL 3.2 or newer.</source>
        <extracomment>storage/passphrase.py</extracomment>
        <translation>签名库的口令以 Argon2id 处理，而本机的 OpenSSL 不支持。请安装以 OpenSSL 3.2 或更新版本构建的“cryptography”软件包。</translation>
    </message>
    <message>
        <source>The store&apos;s passphrase was hashed with {parameters!r}, which this program does not know. Update the program.</source>
        <extracomment>storage/passphrase.py</extracomment>
        <translation>签名库的口令以 {parameters!r} 处理，本程序不支持。请更新程序。</translation>
    </message>
    <message>
        <source>The store&apos;s record of how its passphrase is hashed makes no sense. Restore the store from a copy.</source>
        <extracomment>storage/passphrase.py</extracomment>
        <translation>签名库中关于口令处理方式的记录无效。请从备份恢复签名库。</translation>
    </message>
    <message>
        <source>The store&apos;s record of its key is no JSON object. Restore the store from a copy.</source>
        <extracomment>storage/unlocking.py</extracomment>
        <translation>签名库的密钥记录不是 JSON 对象。请从备份恢复签名库。</translation>
    </message>
    <message>
        <source>The stored template is damaged. Make it again from the references.</source>
        <extracomment>verification/template.py</extracomment>
        <translation>所存模板已损坏。请用参考签名重新制作。</translation>
    </message>
    <message>
        <source>The strictest that the model in use carries with {references}: {false_matches}, {false_non_matches}. Where more is asked for, that line is used, and the verdict says so.</source>
        <extracomment>gui/words.py</extracomment>
        <translation>当前模型在 {references}下能支持的最严要求：{false_matches}，{false_non_matches}。要求更严时仍用此阈值，并在结论中说明。</translation>
    </message>
    <message>
        <source>The system&apos;s keyring took the store&apos;s key but does not give it back. Set {passphrase_variable} to protect the store by a passphrase instead.</source>
        <extracomment>storage/keys.py</extracomment>
        <translation>系统钥匙串收下了签名库的密钥，却无法取回。请设置 {passphrase_variable}，改用口令保护签名库。</translation>
    </message>
    <message>
        <source>The tablet was unplugged in the middle of a stroke. What was written until then is kept: plug it in again and go on, or press Clear and sign anew.</source>
        <extracomment>gui/capture/presence.py</extracomment>
        <translation>笔画未完时手写板被拔下。此前所写已保留：请重新插好后继续，或按“清除”重新签名。</translation>
    </message>
    <message>
        <source>The template was made by another model. Make it again from the references.</source>
        <extracomment>verification/verifier.py</extracomment>
        <translation>此模板由另一模型制作。请用参考签名重新制作。</translation>
    </message>
    <message>
        <source>The template was made by another release of sigverify. Make it again.</source>
        <extracomment>verification/template.py</extracomment>
        <translation>此模板由另一版本的 sigverify 制作。请重新制作。</translation>
    </message>
    <message>
        <source>The time from each point to the next will be drawn here.</source>
        <extracomment>gui/plots/interval_plot.py</extracomment>
        <translation>这里将显示相邻采样点的时间间隔。</translation>
    </message>
    <message>
        <source>The window did not {doing} within {patience_s:.0f} s. Try again when the machine has less to do.</source>
        <extracomment>gui/demo.py</extracomment>
        <translation>窗口未能在 {patience_s:.0f} 秒内完成：{doing}。请待计算机不忙时重试。</translation>
    </message>
    <message>
        <source>The {what} is {length} characters long; at most {longest} can be stored.</source>
        <extracomment>storage/transaction.py</extracomment>
        <translation>{what} 长 {length} 个字符；最多可存 {longest} 个。</translation>
    </message>
    <message>
        <source>The {what} of a recording must be text of at most {longest_word} characters.</source>
        <extracomment>ink/formats/filed.py</extracomment>
        <translation>记录的{what}应为不超过 {longest_word} 个字符的文本。</translation>
    </message>
    <message>
        <source>Their times are lost. Use the maker&apos;s driver.</source>
        <extracomment>ink/device_verdict.py</extracomment>
        <translation>它们的时间已丢失。请使用厂商驱动。</translation>
    </message>
    <message>
        <source>There is no earlier model to bring back. Only one that was in use here can be.</source>
        <extracomment>workflows/model_changes.py</extracomment>
        <translation>没有可恢复的以前模型。只能恢复在此使用过的模型。</translation>
    </message>
    <message>
        <source>There is no genuine signature to imitate yet. Collect genuine ones first.</source>
        <extracomment>gui/panels/collect.py</extracomment>
        <translation>尚无可供摹仿的真实签名。请先采集真实签名。</translation>
    </message>
    <message>
        <source>There is no model &apos;{name}&apos;. Known are {known}; or give the path of a model&apos;s folder.</source>
        <extracomment>workflows/models.py</extracomment>
        <translation>没有模型“{name}”。已知模型：{known}；也可给出模型文件夹的路径。</translation>
    </message>
    <message>
        <source>There is no operator with the id &apos;{operator_id}&apos; in this store. Look at the list of operators anew.</source>
        <extracomment>storage/operators.py</extracomment>
        <translation>此签名库中没有标识为“{operator_id}”的操作员。请重新查看操作员列表。</translation>
    </message>
    <message>
        <source>There is no room left on the disk of the store &apos;{where}&apos;. Nothing was changed; make room and try again.</source>
        <extracomment>storage/faults.py</extracomment>
        <translation>签名库“{where}”所在磁盘已满。没有作任何更改；请腾出空间后重试。</translation>
    </message>
    <message>
        <source>There is no signer &apos;{words}&apos; in this store. Run &apos;sigverify signers&apos; to see who there is.</source>
        <extracomment>workflows/naming.py</extracomment>
        <translation>此签名库中没有签名人“{words}”。运行“sigverify signers”可查看名单。</translation>
    </message>
    <message>
        <source>There is no signer to export yet.</source>
        <extracomment>gui/panels/collect.py</extracomment>
        <translation>尚无可导出的签名人。</translation>
    </message>
    <message>
        <source>There is no signer with the id &apos;{signer_id}&apos; in this store. It may have been erased.</source>
        <extracomment>storage/profiles.py, storage/signers.py</extracomment>
        <translation>此签名库中没有编号为“{signer_id}”的签名人，可能已被擦除。</translation>
    </message>
    <message>
        <source>There is not enough memory for the picture. Close other programs, then try again.</source>
        <extracomment>gui/plots/comparison_sheet.py</extracomment>
        <translation>内存不足，无法生成图片。请关闭其他程序后重试。</translation>
    </message>
    <message>
        <source>There is nothing to compare the sides of this signature with.</source>
        <extracomment>verification/decision.py</extracomment>
        <translation>没有可供比较此签名各方面的内容。</translation>
    </message>
    <message>
        <source>These two lines are not those of a bank card. Lay the card flat and draw along two edges that meet, each from corner to corner.</source>
        <extracomment>ink/card_scale.py</extracomment>
        <translation>这两条线与银行卡不符。请将卡片放平，沿相接的两条边从一角画到另一角。</translation>
    </message>
    <message>
        <source>They are repaired. A new driver may help.</source>
        <extracomment>ink/device_verdict.py</extracomment>
        <translation>已作修复。更新驱动可能有帮助。</translation>
    </message>
    <message>
        <source>They do no harm to the path, but make the rate look higher than it is.</source>
        <extracomment>ink/device_verdict.py</extracomment>
        <translation>它们不影响路径，但会使采样率显得偏高。</translation>
    </message>
    <message>
        <source>This is a copy of another reference of this signer, equal to the sample: it adds nothing.</source>
        <extracomment>workflows/enrolment.py</extracomment>
        <translation>此签名与该签名人的另一个参考签名逐点相同，是副本：没有新的信息。</translation>
    </message>
    <message>
        <source>This is a copy: it equals, to the sample, a signature stored on {taken_at:%Y-%m-%d}, and no hand writes the same twice. Let the person sign anew.</source>
        <extracomment>workflows/verifying.py</extracomment>
        <translation>这是副本：它与 {taken_at:%Y-%m-%d} 存入的签名逐点相同，而任何人都不会写出两次完全相同的签名。请本人重新签名。</translation>
    </message>
    <message>
        <source>This is a finger: no pressure; signatures are referred at most.</source>
        <extracomment>ink/device_verdict.py</extracomment>
        <translation>这是手指：没有压力；签名最多只能转人工。</translation>
    </message>
    <message>
        <source>This is a mouse: no pressure; signatures are referred at most.</source>
        <extracomment>ink/device_verdict.py</extracomment>
        <translation>这是鼠标：没有压力；签名最多只能转人工。</translation>
    </message>
    <message>
        <source>This model keeps no lines for chosen error rates, for it was calibrated before they were kept: it has its own two lines only.</source>
        <extracomment>verification/calibration.py</extracomment>
        <translation>此模型没有按错误率选取的阈值，因为校准时尚未保存：只有自带的两个阈值。</translation>
    </message>
    <message>
        <source>This model tells nothing about random forgeries, someone else&apos;s own signature put in the signer&apos;s place: its calibration holds no such trials.</source>
        <extracomment>verification/likelihood_ratio.py</extracomment>
        <translation>此模型无法说明随机伪造（以他人自己的签名冒充）的情况：其校准数据中没有此类试验。</translation>
    </message>
    <message>
        <source>This model was never in use here, so that it cannot be brought back. Choose one that was.</source>
        <extracomment>workflows/model_changes.py</extracomment>
        <translation>此模型从未在此使用过，无法恢复。请选择使用过的模型。</translation>
    </message>
    <message>
        <source>This one differs from {others} (distance {distance:.2f}, expected below {limit:.2f}). Keep it anyway?</source>
        <extracomment>workflows/enrolment.py</extracomment>
        <translation>这一个与{others}不同（距离 {distance:.2f}，应低于 {limit:.2f}）。仍要保留吗？</translation>
    </message>
    <message>
        <source>This reference was removed, or it was not kept which it was</source>
        <extracomment>gui/panels/decided.py</extracomment>
        <translation>此参考签名已移除，或未保存是哪一个</translation>
    </message>
    <message>
        <source>This signature was written with {here}, {told} with {named}: what differs may be the devices&apos; doing. Compare with references of the same device where you can.</source>
        <extracomment>verification/captures.py</extracomment>
        <translation>此签名用{here}书写，{told}用{named}书写：差异可能来自设备。如有可能，请与同一设备上的参考签名比对。</translation>
    </message>
    <message>
        <source>This signer has no reference signatures yet. Enrol first.</source>
        <extracomment>workflows/enrolment.py</extracomment>
        <translation>此签名人尚无参考签名。请先登记。</translation>
    </message>
    <message>
        <source>This signer has no signatures yet. Let some be written, or drop a signature file here.</source>
        <extracomment>gui/panels/compare.py</extracomment>
        <translation>此签名人尚无签名。请先书写，或将签名文件拖到这里。</translation>
    </message>
    <message>
        <source>This store has operators: say who you are (--operator or {variable}) and type your password.</source>
        <extracomment>storage/unlocking.py</extracomment>
        <translation>此签名库有操作员：请说明您是谁（--operator 或 {variable}）并输入密码。</translation>
    </message>
    <message>
        <source>This store is protected by a passphrase, and none was given. Give it, or set {variable}.</source>
        <extracomment>storage/passphrase.py</extracomment>
        <translation>此签名库由口令保护，但未提供口令。请提供，或设置 {variable}。</translation>
    </message>
    <message>
        <source>This store was opened in another thread. Each thread opens a store of its own, by the same URL.</source>
        <extracomment>storage/opened.py</extracomment>
        <translation>此签名库由另一线程打开。各线程应以同一 URL 各自打开。</translation>
    </message>
    <message>
        <source>Throw it away (Esc, on the pad)</source>
        <extracomment>gui/panels/capture_review.py</extracomment>
        <translation>丢弃（在签名区按 Esc）</translation>
    </message>
    <message>
        <source>Throw the signature away</source>
        <extracomment>gui/panels/candidates.py</extracomment>
        <translation>丢弃此签名</translation>
    </message>
    <message>
        <source>Throw what is chosen away (Delete)</source>
        <extracomment>gui/panels/collected_signatures.py</extracomment>
        <translation>丢弃所选（Delete）</translation>
    </message>
    <message>
        <source>Tilt</source>
        <extracomment>gui/panels/tablet.py, ink/device_verdict.py</extracomment>
        <translation>倾斜</translation>
    </message>
    <message>
        <source>Tilt and rotation</source>
        <extracomment>gui/plots/pen_gauges.py</extracomment>
        <translation>倾斜与旋转</translation>
    </message>
    <message>
        <source>Time</source>
        <extracomment>gui/panels/compare.py</extracomment>
        <translation>时间</translation>
    </message>
    <message>
        <source>Time from each point to the next</source>
        <extracomment>gui/plots/interval_plot.py</extracomment>
        <translation>相邻采样点的时间间隔</translation>
    </message>
    <message>
        <source>Time stamps</source>
        <extracomment>ink/device_verdict.py</extracomment>
        <translation>时间戳</translation>
    </message>
    <message>
        <source>To imitate</source>
        <extracomment>gui/panels/forgery_target.py</extracomment>
        <translation>供摹仿</translation>
    </message>
    <message>
        <source>To label</source>
        <extracomment>gui/panels/collect.py</extracomment>
        <translation>待标注</translation>
    </message>
    <message>
        <source>To label ({due})</source>
        <extracomment>gui/panels/collect.py</extracomment>
        <translation>待标注（{due}）</translation>
    </message>
    <message>
        <source>To look around: nobody&apos;s signature, made by the program</source>
        <extracomment>workflows/sampling.py</extracomment>
        <translation>仅供浏览：由程序生成，不是任何人的签名</translation>
    </message>
    <message>
        <source>Today</source>
        <extracomment>gui/panels/day_span.py</extracomment>
        <translation>今天</translation>
    </message>
    <message>
        <source>Told, but it never changed</source>
        <extracomment>ink/device_verdict.py</extracomment>
        <translation>有数据，但从未变化</translation>
    </message>
    <message>
        <source>Too close to call: a person should look. Of all sides, {extent}.</source>
        <extracomment>verification/decision.py</extracomment>
        <translation>难以区分：应由人工查看。各方面中，{extent}。</translation>
    </message>
    <message>
        <source>Too far from the references; {extent}.</source>
        <extracomment>verification/decision.py</extracomment>
        <translation>与参考签名相差过大；{extent}。</translation>
    </message>
    <message>
        <source>Too few points to compare: {points}. Check the tablet&apos;s connection, then sign once more.</source>
        <extracomment>ink/quality.py</extracomment>
        <translation>采样点太少，无法比对：{points} 个。请检查手写板的连接，再签一次。</translation>
    </message>
    <message>
        <source>Too little to tell: {points} points, {seconds:.1f} s of writing. At least {fewest_points} points and {shortest_s} s are needed.</source>
        <extracomment>ink/device_verdict.py</extracomment>
        <translation>数据太少，无法判断：{points} 个采样点，书写 {seconds:.1f} 秒。至少需要 {fewest_points} 个点和 {shortest_s} 秒。</translation>
    </message>
    <message>
        <source>Too long for a signature: {seconds:.0f} s of ink. Sign once more.</source>
        <extracomment>ink/quality.py</extracomment>
        <translation>作为签名过长：书写 {seconds:.0f} 秒。请再签一次。</translation>
    </message>
    <message>
        <source>Too long for a signature: {spans:.0f} s of ink, at most {longest_s:.0f} s. Sign once more.</source>
        <extracomment>ink/trajectory.py</extracomment>
        <translation>作为签名过长：书写 {spans:.0f} 秒，至多 {longest_s:.0f} 秒。请再签一次。</translation>
    </message>
    <message>
        <source>Too short to compare: {seconds:.1f} s of ink. Sign once more.</source>
        <extracomment>ink/quality.py</extracomment>
        <translation>太短，无法比对：书写 {seconds:.1f} 秒。请再签一次。</translation>
    </message>
    <message>
        <source>Too short to compare: {spans:.1f} s of ink; {shortest_s} s is the least. Sign once more.</source>
        <extracomment>ink/trajectory.py</extracomment>
        <translation>太短，无法比对：书写 {spans:.1f} 秒，至少需要 {shortest_s} 秒。请再签一次。</translation>
    </message>
    <message>
        <source>Tool</source>
        <extracomment>ink/device_verdict.py</extracomment>
        <translation>书写工具</translation>
    </message>
    <message>
        <source>Training needs at least two signers with two genuine signatures each, found {known} of {all}. Collect more signatures or add a corpus.</source>
        <extracomment>learning/examples.py</extracomment>
        <translation>训练至少需要两位签名人，各有两个真实签名；{all} 位中只有 {known} 位。请采集更多签名，或添加数据集。</translation>
    </message>
    <message>
        <source>Try again</source>
        <extracomment>gui/store_door.py</extracomment>
        <translation>重试</translation>
    </message>
    <message>
        <source>Try your pen</source>
        <extracomment>gui/panels/tablet.py</extracomment>
        <translation>试一试笔</translation>
    </message>
    <message>
        <source>Two edges are needed, found {strokes} strokes. Draw along two edges that meet.</source>
        <extracomment>ink/card_scale.py</extracomment>
        <translation>需要两条边，得到 {strokes} 笔。请沿相接的两条边画线。</translation>
    </message>
    <message>
        <source>Undo</source>
        <extracomment>gui/panels/collected_signatures.py</extracomment>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Undo the last change (Ctrl+Z; again: Ctrl+Y)</source>
        <extracomment>gui/panels/collected_signatures.py</extracomment>
        <translation>撤销上一次更改（Ctrl+Z；重做：Ctrl+Y）</translation>
    </message>
    <message>
        <source>Undo: {change} (Ctrl+Z)</source>
        <extracomment>gui/panels/collected_signatures.py</extracomment>
        <translation>撤销：{change}（Ctrl+Z）</translation>
    </message>
    <message>
        <source>Unknown</source>
        <extracomment>gui/panels/collect_plan.py, gui/panels/collected_signatures.py, gui/tables/collection_model.py</extracomment>
        <translation>未知</translation>
    </message>
    <message>
        <source>Unknown format &apos;{kind}&apos;. Choose one of {join}.</source>
        <extracomment>ink/formats/__init__.py</extracomment>
        <translation>未知格式“{kind}”。请从 {join} 中选择。</translation>
    </message>
    <message>
        <source>Usable</source>
        <extracomment>gui/panels/tablet.py</extracomment>
        <translation>可用</translation>
    </message>
    <message>
        <source>Use the maker&apos;s driver.</source>
        <extracomment>ink/device_verdict.py</extracomment>
        <translation>请使用厂商驱动。</translation>
    </message>
    <message>
        <source>Verdict on the device</source>
        <extracomment>gui/panels/tablet.py</extracomment>
        <translation>对设备的评价</translation>
    </message>
    <message>
        <source>Verified signatures that wait for a person&apos;s word</source>
        <extracomment>gui/panels/collect.py</extracomment>
        <translation>等待人工标注的已核验签名</translation>
    </message>
    <message>
        <source>Verified, not collected.</source>
        <extracomment>gui/tables/signature_model.py</extracomment>
        <translation>经核验，非采集所得。</translation>
    </message>
    <message>
        <source>Verify</source>
        <extracomment>gui/panels/candidates.py, gui/panels/rail.py, gui/panels/verify.py</extracomment>
        <translation>核验</translation>
    </message>
    <message>
        <source>Verify as {name}</source>
        <extracomment>gui/panels/candidates.py</extracomment>
        <translation>作为 {name} 核验</translation>
    </message>
    <message>
        <source>Verify it as a signature of {name}</source>
        <extracomment>gui/panels/candidates.py</extracomment>
        <translation>将其作为 {name} 的签名核验</translation>
    </message>
    <message>
        <source>Versions of templates count from 1; found {template_version}.</source>
        <extracomment>storage/decisions.py</extracomment>
        <translation>模板版本从 1 起计；得到 {template_version}。</translation>
    </message>
    <message>
        <source>Warping matrix</source>
        <extracomment>gui/panels/comparison_figures.py</extracomment>
        <translation>规整矩阵</translation>
    </message>
    <message>
        <source>Warping matrix and figures</source>
        <extracomment>gui/panels/comparison_figures.py</extracomment>
        <translation>规整矩阵与数据</translation>
    </message>
    <message>
        <source>Warping matrix with the path over it</source>
        <extracomment>gui/plots/warping_matrix.py</extracomment>
        <translation>规整矩阵及其路径</translation>
    </message>
    <message>
        <source>What a person said that the signature was</source>
        <extracomment>gui/tables/decision_model.py</extracomment>
        <translation>人工标注的真伪</translation>
    </message>
    <message>
        <source>What came of it</source>
        <extracomment>gui/panels/corpus_transfer.py, gui/panels/operators_card.py, gui/panels/retention_card.py</extracomment>
        <translation>处理结果</translation>
    </message>
    <message>
        <source>What colours the ink</source>
        <extracomment>gui/panels/compare.py</extracomment>
        <translation>笔迹着色依据</translation>
    </message>
    <message>
        <source>What colours the ink; the bar below says what the colours stand for</source>
        <extracomment>gui/panels/compare.py</extracomment>
        <translation>笔迹着色依据；下方色条说明各颜色的含义</translation>
    </message>
    <message>
        <source>What is collected</source>
        <extracomment>gui/panels/collect.py</extracomment>
        <translation>已采集内容</translation>
    </message>
    <message>
        <source>What is held of &apos;{id}&apos;</source>
        <extracomment>storage/store_keys.py</extracomment>
        <translation>“{id}”的内容</translation>
    </message>
    <message>
        <source>What is replayed</source>
        <extracomment>gui/panels/replay_bar.py</extracomment>
        <translation>回放内容</translation>
    </message>
    <message>
        <source>What is this signature, verified as {signer_name}&apos;s?</source>
        <extracomment>gui/panels/waiting_signatures.py</extracomment>
        <translation>这个作为 {signer_name} 核验的签名，是真是伪？</translation>
    </message>
    <message>
        <source>What is written now is practice. Switch Practise off when the forger is ready.</source>
        <extracomment>gui/panels/collect.py</extracomment>
        <translation>现在书写的是练习。摹仿者准备好后，请关闭“练习”。</translation>
    </message>
    <message>
        <source>What it really was</source>
        <extracomment>gui/panels/decided.py</extracomment>
        <translation>实际真伪</translation>
    </message>
    <message>
        <source>What should be known of this decision, or why you decide otherwise</source>
        <extracomment>gui/panels/decision_notes.py</extracomment>
        <translation>关于此判定应说明的情况，或您作出不同决定的理由</translation>
    </message>
    <message>
        <source>What the device is good for</source>
        <extracomment>gui/panels/tablet.py</extracomment>
        <translation>设备适用性</translation>
    </message>
    <message>
        <source>What the findings weigh</source>
        <extracomment>gui/plots/decision_report.py</extracomment>
        <translation>检验结果的证据强度</translation>
    </message>
    <message>
        <source>What the forger knows of the signature, and how well prepared they are</source>
        <extracomment>gui/panels/collect_plan.py</extracomment>
        <translation>摹仿者对该签名的了解及准备程度</translation>
    </message>
    <message>
        <source>What the model told of random forgeries: {not_kept}.</source>
        <extracomment>gui/panels/decided.py</extracomment>
        <translation>模型关于随机伪造的结果：{not_kept}。</translation>
    </message>
    <message>
        <source>What to do to measure the tablet</source>
        <extracomment>gui/panels/card_measure.py</extracomment>
        <translation>测定手写板的步骤</translation>
    </message>
    <message>
        <source>What was collected stands here, signer by signer. Add a signer in the list to begin.</source>
        <extracomment>gui/panels/collection_table.py</extracomment>
        <translation>采集的内容按签名人列在这里。请先在列表中添加签名人。</translation>
    </message>
    <message>
        <source>What was collected, by signer</source>
        <extracomment>gui/panels/collection_table.py</extracomment>
        <translation>各签名人的采集情况</translation>
    </message>
    <message>
        <source>What was compared</source>
        <extracomment>gui/plots/decision_report.py</extracomment>
        <translation>比对对象</translation>
    </message>
    <message>
        <source>What was decided, and what a person decided in its place</source>
        <extracomment>gui/tables/decision_model.py</extracomment>
        <translation>判定结论，以及人工改判的结论</translation>
    </message>
    <message>
        <source>What your pen really tells will stand here: how many points a second, how much pressure, what gets lost.</source>
        <extracomment>gui/panels/tablet.py</extracomment>
        <translation>这里将显示您的笔实际提供的数据：每秒采样点数、压力、丢失情况。</translation>
    </message>
    <message>
        <source>When it was decided</source>
        <extracomment>gui/tables/decision_model.py</extracomment>
        <translation>判定的时间</translation>
    </message>
    <message>
        <source>When the last one was collected here</source>
        <extracomment>gui/tables/collection_model.py</extracomment>
        <translation>最近一次在此采集的时间</translation>
    </message>
    <message>
        <source>Which lines were asked for: {not_kept}.</source>
        <extracomment>gui/panels/decided.py</extracomment>
        <translation>所要求的阈值：{not_kept}。</translation>
    </message>
    <message>
        <source>Which of the signer&apos;s genuine signatures is imitated</source>
        <extracomment>gui/panels/forgery_target.py</extracomment>
        <translation>摹仿该签名人的哪一个真实签名</translation>
    </message>
    <message>
        <source>Which references it was made of was not kept.</source>
        <extracomment>gui/words.py</extracomment>
        <translation>未保存它由哪些参考签名制成。</translation>
    </message>
    <message>
        <source>Which references were compared with: {not_kept}. Distances to them: {told}.</source>
        <extracomment>gui/plots/decision_report.py</extracomment>
        <translation>与哪些参考签名比对：{not_kept}。与它们的距离：{told}。</translation>
    </message>
    <message>
        <source>Who imitates; leave it empty for somebody who is not to be named. It is encrypted</source>
        <extracomment>gui/panels/collect_plan.py</extracomment>
        <translation>由谁摹仿；不愿具名者请留空。此项加密保存</translation>
    </message>
    <message>
        <source>Whole pixels</source>
        <extracomment>ink/device_verdict.py</extracomment>
        <translation>整像素</translation>
    </message>
    <message>
        <source>Whose signature it may be</source>
        <extracomment>gui/panels/candidates.py</extracomment>
        <translation>可能是谁的签名</translation>
    </message>
    <message>
        <source>Whose signature it was said to be</source>
        <extracomment>gui/tables/decision_model.py</extracomment>
        <translation>所称的签名人</translation>
    </message>
    <message>
        <source>Whose signatures they are</source>
        <extracomment>gui/tables/collection_model.py</extracomment>
        <translation>签名的所属人</translation>
    </message>
    <message>
        <source>Windows hands over a pen&apos;s history at once: close what keeps the computer busy.</source>
        <extracomment>ink/device_verdict.py</extracomment>
        <translation>Windows 会一次交出笔的历史数据：请关闭占用计算机的程序。</translation>
    </message>
    <message>
        <source>Write a report of this decision for the file (PDF)</source>
        <extracomment>gui/panels/decided.py</extracomment>
        <translation>为此判定生成存档报告（PDF）</translation>
    </message>
    <message>
        <source>Write it again before your eyes, as fast as it was written (Ctrl+R)</source>
        <extracomment>gui/panels/forgery_target.py</extracomment>
        <translation>按原书写速度在眼前重写（Ctrl+R）</translation>
    </message>
    <message>
        <source>Write labelled signatures into a folder, in the clear</source>
        <extracomment>gui/panels/corpus_transfer.py</extracomment>
        <translation>将已标注的签名以明文写入文件夹</translation>
    </message>
    <message>
        <source>Write the decisions that are listed into a file: CSV or JSON</source>
        <extracomment>gui/panels/review_export.py</extracomment>
        <translation>将列出的判定写入文件：CSV 或 JSON</translation>
    </message>
    <message>
        <source>Write this comparison into a file: PNG, SVG, PDF or CSV</source>
        <extracomment>gui/panels/comparison_export.py</extracomment>
        <translation>将此比对写入文件：PNG、SVG、PDF 或 CSV</translation>
    </message>
    <message>
        <source>Write what is to be noted, then press the button again.</source>
        <extracomment>gui/panels/decision_notes.py</extracomment>
        <translation>请先写明备注内容，再按此按钮。</translation>
    </message>
    <message>
        <source>Write what is to be noted.</source>
        <extracomment>storage/notes.py</extracomment>
        <translation>请写明备注内容。</translation>
    </message>
    <message>
        <source>Write {name}</source>
        <extracomment>gui/panels/review_export.py</extracomment>
        <translation>写入 {name}</translation>
    </message>
    <message>
        <source>Writing…</source>
        <extracomment>gui/panels/corpus_transfer.py</extracomment>
        <translation>正在写入…</translation>
    </message>
    <message>
        <source>Written with {device}.</source>
        <extracomment>gui/tables/signature_model.py</extracomment>
        <translation>使用 {device} 书写。</translation>
    </message>
    <message>
        <source>Written: {path}. It holds personal data in the clear: keep it as you keep the case file.</source>
        <extracomment>gui/panels/review.py</extracomment>
        <translation>已写入：{path}。其中含明文个人数据：请按案卷要求保管。</translation>
    </message>
    <message>
        <source>a few seconds left</source>
        <extracomment>gui/words.py</extracomment>
        <translation>还剩几秒</translation>
    </message>
    <message>
        <source>a finger</source>
        <extracomment>verification/captures.py</extracomment>
        <translation>手指</translation>
    </message>
    <message>
        <source>a mouse</source>
        <extracomment>verification/captures.py</extracomment>
        <translation>鼠标</translation>
    </message>
    <message>
        <source>a pen and driver that give {rate_hz:.0f} points a second or more</source>
        <extracomment>verification/captures.py</extracomment>
        <translation>每秒不少于 {rate_hz:.0f} 个采样点的笔和驱动</translation>
    </message>
    <message>
        <source>a pen that tells pressure</source>
        <extracomment>verification/captures.py</extracomment>
        <translation>有压力感应的笔</translation>
    </message>
    <message>
        <source>a pressure that never changes</source>
        <extracomment>ink/device_verdict.py</extracomment>
        <translation>压力从不变化</translation>
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
        <source>accepted from {accept}, rejected below {reject}</source>
        <extracomment>gui/tables/decision_model.py</extracomment>
        <translation>不低于 {accept} 接受，低于 {reject} 拒绝</translation>
    </message>
    <message>
        <source>accumulated cost</source>
        <extracomment>gui/plots/warping_matrix.py</extracomment>
        <translation>累计代价</translation>
    </message>
    <message>
        <source>administer the store</source>
        <extracomment>storage/permissions.py</extracomment>
        <translation>管理签名库</translation>
    </message>
    <message>
        <source>administrator</source>
        <extracomment>storage/permissions.py</extracomment>
        <translation>管理员</translation>
    </message>
    <message>
        <source>at least {support} that {supported}, rather than that {rather}</source>
        <extracomment>verification/likelihood_ratio.py</extracomment>
        <translation>至少{support}“{supported}”，而非“{rather}”</translation>
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
        <source>bars: device clock</source>
        <extracomment>gui/plots/interval_plot.py</extracomment>
        <translation>柱：设备时钟</translation>
    </message>
    <message>
        <source>clerk</source>
        <extracomment>storage/permissions.py</extracomment>
        <translation>前台人员</translation>
    </message>
    <message>
        <source>custodian</source>
        <extracomment>storage/permissions.py</extracomment>
        <translation>保管员</translation>
    </message>
    <message>
        <source>cut short, or larger than any template</source>
        <extracomment>verification/template.py</extracomment>
        <translation>不完整，或大于任何模板</translation>
    </message>
    <message>
        <source>d MMM yyyy</source>
        <extracomment>gui/panels/day_span.py</extracomment>
        <translation>yyyy年M月d日</translation>
    </message>
    <message>
        <source>d MMM yyyy, HH:mm</source>
        <extracomment>gui/words.py</extracomment>
        <translation>yyyy/M/d HH:mm</translation>
    </message>
    <message>
        <source>d MMMM yyyy, HH:mm</source>
        <extracomment>gui/words.py</extracomment>
        <translation>yyyy年M月d日 HH:mm</translation>
    </message>
    <message>
        <source>departure</source>
        <extracomment>gui/plots/curves_drawing.py</extracomment>
        <translation>偏差</translation>
    </message>
    <message>
        <source>departure (standard deviations)</source>
        <extracomment>gui/plots/ink_drawing.py</extracomment>
        <translation>偏差（标准差）</translation>
    </message>
    <message>
        <source>discard {signatures}</source>
        <extracomment>gui/panels/collected_signatures.py</extracomment>
        <translation>丢弃 {signatures}</translation>
    </message>
    <message>
        <source>discarded</source>
        <extracomment>gui/tables/decision_model.py, gui/tables/decision_table.py</extracomment>
        <translation>已丢弃</translation>
    </message>
    <message>
        <source>drag a line to measure</source>
        <extracomment>gui/plots/compared_inks.py</extracomment>
        <translation>拖出一条线以测量</translation>
    </message>
    <message>
        <source>duration</source>
        <extracomment>gui/panels/comparison_figures.py</extracomment>
        <translation>时长</translation>
    </message>
    <message>
        <source>enrol signers</source>
        <extracomment>storage/permissions.py</extracomment>
        <translation>登记签名人</translation>
    </message>
    <message>
        <source>erase what is held</source>
        <extracomment>storage/permissions.py</extracomment>
        <translation>擦除所存内容</translation>
    </message>
    <message>
        <source>every {milliseconds} ms</source>
        <extracomment>ink/device_verdict.py</extracomment>
        <translation>每 {milliseconds} 毫秒</translation>
    </message>
    <message>
        <source>examiner</source>
        <extracomment>storage/permissions.py</extracomment>
        <translation>鉴定人员</translation>
    </message>
    <message>
        <source>extremely strong support</source>
        <extracomment>verification/likelihood_ratio.py</extracomment>
        <translation>极强支持</translation>
    </message>
    <message>
        <source>file</source>
        <extracomment>ink/device_verdict.py</extracomment>
        <translation>文件</translation>
    </message>
    <message>
        <source>finger</source>
        <extracomment>ink/device_verdict.py</extracomment>
        <translation>手指</translation>
    </message>
    <message>
        <source>forgeries accepted</source>
        <extracomment>gui/desk_models.py, gui/panels/settings_place.py, verification/calibration.py</extracomment>
        <translation>误接受伪造签名</translation>
    </message>
    <message>
        <source>forgery</source>
        <extracomment>gui/words.py</extracomment>
        <translation>伪造</translation>
    </message>
    <message>
        <source>genuine</source>
        <extracomment>evaluation/error_rates.py, gui/collecting.py, gui/desk_models.py, gui/plots/training_plots.py, gui/words.py</extracomment>
        <translation>真实</translation>
    </message>
    <message>
        <source>genuine signatures refused</source>
        <extracomment>gui/panels/settings_place.py, verification/calibration.py</extracomment>
        <translation>误拒真实签名</translation>
    </message>
    <message>
        <source>good for signatures</source>
        <extracomment>ink/device_verdict.py</extracomment>
        <translation>适合签名</translation>
    </message>
    <message>
        <source>group {groups}</source>
        <extracomment>storage/recovery.py</extracomment>
        <translation>第 {groups} 组</translation>
    </message>
    <message>
        <source>groups {groups}</source>
        <extracomment>storage/recovery.py</extracomment>
        <translation>第 {groups} 组</translation>
    </message>
    <message numerus="yes">
        <source>have only {rate_hz:.0f} points a second</source>
        <extracomment>verification/captures.py</extracomment>
        <translation>
            <numerusform>每秒只有 {rate_hz:.0f} 个采样点</numerusform>
        </translation>
    </message>
    <message>
        <source>initials</source>
        <extracomment>workflows/sampling.py</extracomment>
        <translation>姓名首字母</translation>
    </message>
    <message>
        <source>ink discarded</source>
        <extracomment>gui/tables/decision_model.py</extracomment>
        <translation>笔迹已丢弃</translation>
    </message>
    <message>
        <source>ink kept</source>
        <extracomment>gui/tables/decision_model.py</extracomment>
        <translation>笔迹已保留</translation>
    </message>
    <message>
        <source>interval (ms)</source>
        <extracomment>gui/plots/interval_plot.py</extracomment>
        <translation>间隔（毫秒）</translation>
    </message>
    <message>
        <source>just now</source>
        <extracomment>gui/words.py</extracomment>
        <translation>刚刚</translation>
    </message>
    <message>
        <source>kept</source>
        <comment>3 of 5 kept</comment>
        <extracomment>gui/panels/collect_plan.py</extracomment>
        <translation>个已保留</translation>
    </message>
    <message>
        <source>label signatures and train models</source>
        <extracomment>storage/permissions.py</extracomment>
        <translation>标注签名和训练模型</translation>
    </message>
    <message>
        <source>label {signatures} {kind}</source>
        <extracomment>gui/panels/collected_signatures.py</extracomment>
        <translation>将 {signatures}标注为{kind}</translation>
    </message>
    <message>
        <source>less than 1 ms</source>
        <extracomment>ink/device_verdict.py</extracomment>
        <translation>不足 1 毫秒</translation>
    </message>
    <message>
        <source>levels {lowest:g} to {highest:g} used</source>
        <extracomment>ink/device_verdict.py</extracomment>
        <translation>使用级别 {lowest:g} 至 {highest:g}</translation>
    </message>
    <message>
        <source>line: arrival</source>
        <extracomment>gui/plots/interval_plot.py</extracomment>
        <translation>线：到达</translation>
    </message>
    <message>
        <source>local cost</source>
        <extracomment>gui/plots/warping_matrix.py</extracomment>
        <translation>局部代价</translation>
    </message>
    <message>
        <source>log LR</source>
        <extracomment>gui/tables/decision_model.py</extracomment>
        <translation>log LR</translation>
    </message>
    <message>
        <source>longer side</source>
        <extracomment>gui/panels/comparison_figures.py</extracomment>
        <translation>长边</translation>
    </message>
    <message>
        <source>macOS drops events while a program is slow: close what keeps the computer busy.</source>
        <extracomment>ink/device_verdict.py</extracomment>
        <translation>程序缓慢时 macOS 会丢失事件：请关闭占用计算机的程序。</translation>
    </message>
    <message>
        <source>millimetre</source>
        <extracomment>ink/device_verdict.py</extracomment>
        <translation>毫米</translation>
    </message>
    <message>
        <source>mm/s</source>
        <extracomment>gui/plots/ink_drawing.py</extracomment>
        <translation>毫米/秒</translation>
    </message>
    <message>
        <source>moderate support</source>
        <extracomment>verification/likelihood_ratio.py</extracomment>
        <translation>中等支持</translation>
    </message>
    <message>
        <source>moderately strong support</source>
        <extracomment>verification/likelihood_ratio.py</extracomment>
        <translation>较强支持</translation>
    </message>
    <message>
        <source>mouse</source>
        <extracomment>ink/device_verdict.py</extracomment>
        <translation>鼠标</translation>
    </message>
    <message>
        <source>never changes</source>
        <extracomment>gui/plots/pen_gauges.py</extracomment>
        <translation>从不变化</translation>
    </message>
    <message>
        <source>no gaps</source>
        <extracomment>ink/device_verdict.py</extracomment>
        <translation>无间断</translation>
    </message>
    <message>
        <source>no pen yet</source>
        <extracomment>gui/plots/pen_gauges.py</extracomment>
        <translation>尚无笔</translation>
    </message>
    <message>
        <source>no pressure</source>
        <extracomment>ink/device_verdict.py</extracomment>
        <translation>没有压力</translation>
    </message>
    <message>
        <source>no pressure told</source>
        <extracomment>gui/plots/pen_gauges.py</extracomment>
        <translation>未提供压力</translation>
    </message>
    <message>
        <source>no session</source>
        <extracomment>gui/tables/signature_model.py</extracomment>
        <translation>无场次</translation>
    </message>
    <message>
        <source>no support for either: that {own}, or that {other}</source>
        <extracomment>verification/likelihood_ratio.py</extracomment>
        <translation>对“{own}”和“{other}”均不支持</translation>
    </message>
    <message>
        <source>no tilt told</source>
        <extracomment>gui/plots/pen_gauges.py</extracomment>
        <translation>未提供倾斜</translation>
    </message>
    <message>
        <source>no times</source>
        <extracomment>ink/device_verdict.py</extracomment>
        <translation>没有时间</translation>
    </message>
    <message>
        <source>none yet</source>
        <extracomment>gui/tables/signer_model.py</extracomment>
        <translation>尚无</translation>
    </message>
    <message>
        <source>not kept</source>
        <extracomment>gui/tables/decision_model.py, gui/tables/decision_table.py, gui/words.py</extracomment>
        <translation>未保存</translation>
    </message>
    <message>
        <source>not told by the questioned one&apos;s device</source>
        <extracomment>gui/plots/curves_drawing.py</extracomment>
        <translation>待检签名的设备未提供</translation>
    </message>
    <message>
        <source>not told by the reference one&apos;s device</source>
        <extracomment>gui/plots/curves_drawing.py</extracomment>
        <translation>参考签名的设备未提供</translation>
    </message>
    <message>
        <source>of</source>
        <comment>3 of 5 kept</comment>
        <extracomment>gui/panels/collect_plan.py</extracomment>
        <translation>/</translation>
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
        <source>over 10⁹</source>
        <extracomment>verification/likelihood_ratio.py</extracomment>
        <translation>超过 10⁹</translation>
    </message>
    <message>
        <source>override decisions</source>
        <extracomment>storage/permissions.py</extracomment>
        <translation>改判</translation>
    </message>
    <message>
        <source>peak departure</source>
        <extracomment>gui/panels/comparison_figures.py</extracomment>
        <translation>最大偏差</translation>
    </message>
    <message>
        <source>pen</source>
        <extracomment>ink/device_verdict.py</extracomment>
        <translation>笔</translation>
    </message>
    <message>
        <source>pixel</source>
        <extracomment>ink/device_verdict.py</extracomment>
        <translation>像素</translation>
    </message>
    <message>
        <source>points (%)</source>
        <extracomment>gui/plots/interval_plot.py</extracomment>
        <translation>采样点（%）</translation>
    </message>
    <message>
        <source>poor for signatures; see the {facts}</source>
        <extracomment>ink/device_verdict.py</extracomment>
        <translation>不适合签名；请看：{facts}</translation>
    </message>
    <message>
        <source>sides/s</source>
        <extracomment>gui/plots/ink_drawing.py</extracomment>
        <translation>长边/秒</translation>
    </message>
    <message>
        <source>signature</source>
        <comment>a way of signing</comment>
        <extracomment>gui/given_names.py</extracomment>
        <translation>签名</translation>
    </message>
    <message>
        <source>since {day}</source>
        <extracomment>gui/panels/retention_card.py</extracomment>
        <translation>自 {day} 起</translation>
    </message>
    <message>
        <source>speed ({unit})</source>
        <extracomment>gui/plots/curves_drawing.py, gui/plots/ink_drawing.py</extracomment>
        <translation>速度 ({unit})</translation>
    </message>
    <message>
        <source>take anything out of the store</source>
        <extracomment>storage/permissions.py</extracomment>
        <translation>从签名库取出内容</translation>
    </message>
    <message>
        <source>trainer</source>
        <extracomment>storage/permissions.py</extracomment>
        <translation>训练人员</translation>
    </message>
    <message>
        <source>usable for signatures; mind the {facts}</source>
        <extracomment>ink/device_verdict.py</extracomment>
        <translation>可用于签名；注意：{facts}</translation>
    </message>
    <message>
        <source>practised forgery</source>
        <extracomment>gui/collecting.py</extracomment>
        <translation>练习摹仿</translation>
    </message>
    <message>
        <source> months</source>
        <extracomment>gui/panels/settings_place.py</extracomment>
        <translation> 个月</translation>
    </message>
    <message>
        <source> references</source>
        <extracomment>gui/panels/settings_place.py</extracomment>
        <translation> 个参考签名</translation>
    </message>
    <message>
        <source>&apos;{backup}&apos; could not be put in the place of &apos;{path}&apos; ({strerror}), which is as it was. Mend the rights of its folder, or make room.</source>
        <extracomment>storage/restoring.py</extracomment>
        <translation>无法将“{backup}”放到“{path}”的位置（{strerror}），后者保持原样。请修正其文件夹的权限，或腾出空间。</translation>
    </message>
    <message>
        <source>&apos;{backup}&apos; is the store itself. Name a backup of it.</source>
        <extracomment>storage/restoring.py</extracomment>
        <translation>“{backup}”就是签名库本身。请指定它的备份。</translation>
    </message>
    <message>
        <source>&apos;{copy}&apos; holds a copy of what is to be erased and cannot be deleted ({strerror}). Nothing was erased; mend its rights and try again.</source>
        <extracomment>storage/migrating.py</extracomment>
        <translation>“{copy}”含有待擦除内容的副本且无法删除（{strerror}）。未擦除任何内容；请修正其权限后重试。</translation>
    </message>
    <message>
        <source>&apos;{folder}&apos; cannot be written ({strerror}). Mend its rights.</source>
        <extracomment>workflows/vouching.py</extracomment>
        <translation>无法写入“{folder}”（{strerror}）。请修正其权限。</translation>
    </message>
    <message>
        <source>&apos;{folder}&apos; could not be written ({strerror}). Make room, or name another folder.</source>
        <extracomment>workflows/holding.py</extracomment>
        <translation>无法写入“{folder}”（{strerror}）。请腾出空间，或指定其他文件夹。</translation>
    </message>
    <message>
        <source>&apos;{folder}&apos; exists already. Name a new folder.</source>
        <extracomment>workflows/holding.py</extracomment>
        <translation>“{folder}”已存在。请指定新文件夹。</translation>
    </message>
    <message>
        <source>A person has made sure who writes; this is noted</source>
        <extracomment>gui/panels/reference_notices.py</extracomment>
        <translation>已由人工确认书写者；此事会记录</translation>
    </message>
    <message>
        <source>A person says that this is how the signer signs</source>
        <extracomment>gui/panels/reference_notices.py</extracomment>
        <translation>人工确认签名人确实这样签名</translation>
    </message>
    <message>
        <source>A reminder comes after 1 to {most} months, or never (0); found {months}.</source>
        <extracomment>workflows/ageing.py</extracomment>
        <translation>提醒时间为 1 到 {most} 个月，或从不（0）；实际为 {months}。</translation>
    </message>
    <message>
        <source>A signer writes a few references here. Each is compared with the others as soon as it is written, and kept if it agrees with them.</source>
        <extracomment>gui/panels/enrol.py</extracomment>
        <translation>签名人在此书写几个参考签名。每写一个即与其他参考签名比对，一致才保留。</translation>
    </message>
    <message>
        <source>A template is made of references of one profile; these are of several.</source>
        <extracomment>storage/templates.py</extracomment>
        <translation>模板由同一签名式样的参考签名制作；这些属于多种签名式样。</translation>
    </message>
    <message>
        <source>A template needs at least one reference, each named once.</source>
        <extracomment>storage/templates.py</extracomment>
        <translation>模板至少需要一个参考签名，每个只列一次。</translation>
    </message>
    <message>
        <source>A template needs the SHA-256 of the model that made it.</source>
        <extracomment>storage/templates.py</extracomment>
        <translation>模板需要制作它的模型的 SHA-256。</translation>
    </message>
    <message>
        <source>Add a profile</source>
        <extracomment>gui/panels/signer_details.py</extracomment>
        <translation>添加签名式样</translation>
    </message>
    <message>
        <source>Aligned with the closest, reference {number}</source>
        <extracomment>gui/plots/decision_report.py</extracomment>
        <translation>与最接近的参考签名 {number} 对齐</translation>
    </message>
    <message>
        <source>Another way of signing, such as initials</source>
        <extracomment>gui/panels/signer_details.py</extracomment>
        <translation>另一种签名式样，例如姓名缩写</translation>
    </message>
    <message>
        <source>Ask a new signer for:</source>
        <extracomment>gui/panels/settings_place.py</extracomment>
        <translation>要求新签名人书写：</translation>
    </message>
    <message>
        <source>At least two signers must be learnt from, {chosen} of {there} is chosen. Choose another one to learn from.</source>
        <extracomment>workflows/retrain_material.py</extracomment>
        <translation>至少须从两位签名人学习，{there} 位中只选了 {chosen} 位。请再选一位。</translation>
    </message>
    <message>
        <source>Beneath each reference: its distance to the questioned signature. Each picture fills its frame: how large a signature is stands in the table.</source>
        <extracomment>gui/plots/decision_report.py</extracomment>
        <translation>各参考签名下方为其与待检签名的距离。各图均按边框缩放，实际大小见下表。</translation>
    </message>
    <message>
        <source>The driver for PostgreSQL is not installed ({error}). Install it: pip install &apos;sigverify[postgresql]&apos;; or use a sqlite:/// URL.</source>
        <extracomment>storage/database.py</extracomment>
        <translation>未安装 PostgreSQL 驱动（{error}）。请安装：pip install &apos;sigverify[postgresql]&apos;；或使用 sqlite:/// URL。</translation>
    </message>
    <message>
        <source>The server of the store &apos;{where}&apos; cannot be reached, or the connection broke ({cause}). What was not stored yet stays undone; see to the network and the server, then try again.</source>
        <extracomment>storage/faults.py</extracomment>
        <translation>无法连接签名库“{where}”的服务器，或连接中断（{cause}）。尚未存储的操作未执行；请检查网络和服务器后重试。</translation>
    </message>
    <message>
        <source>The server of the store &apos;{where}&apos; does not let this user do that ({cause}). Have the user made the owner of the database.</source>
        <extracomment>storage/faults.py</extracomment>
        <translation>签名库“{where}”的服务器不允许此用户进行该操作（{cause}）。请将该用户设为数据库所有者。</translation>
    </message>
    <message>
        <source>The server of the store &apos;{where}&apos; does not let this user in ({cause}). Name another user.</source>
        <extracomment>storage/faults.py</extracomment>
        <translation>签名库“{where}”的服务器不允许此用户登录（{cause}）。请换一个用户。</translation>
    </message>
    <message>
        <source>The server of the store &apos;{where}&apos; has too much to do ({cause}). Try again later.</source>
        <extracomment>storage/faults.py</extracomment>
        <translation>签名库“{where}”的服务器过于繁忙（{cause}）。请稍后重试。</translation>
    </message>
    <message>
        <source>The server of the store &apos;{where}&apos; refused the password, or was given none. Put the right one into ~/.pgpass, PGPASSWORD or the service file.</source>
        <extracomment>storage/faults.py</extracomment>
        <translation>签名库“{where}”的服务器拒绝了密码，或未提供密码。请在 ~/.pgpass、PGPASSWORD 或服务文件中写入正确的密码。</translation>
    </message>
    <message>
        <source>The server of the store &apos;{where}&apos; reports damage ({cause}). Restore it from a copy.</source>
        <extracomment>storage/faults.py</extracomment>
        <translation>签名库“{where}”的服务器报告损坏（{cause}）。请从备份恢复。</translation>
    </message>
    <message>
        <source>The service of &apos;{where}&apos; is not known here ({cause}). Mend pg_service.conf.</source>
        <extracomment>storage/faults.py</extracomment>
        <translation>此处没有“{where}”的服务（{cause}）。请修正 pg_service.conf。</translation>
    </message>
    <message>
        <source>The store &apos;{where}&apos; can be read but not written: its server is a standby, or its database is read-only.</source>
        <extracomment>storage/faults.py</extracomment>
        <translation>签名库“{where}”可读但不可写：其服务器为备用服务器，或数据库为只读。</translation>
    </message>
    <message>
        <source>The store &apos;{where}&apos; is busy: another desk is writing what this one needs. Nothing was changed; try again in a moment.</source>
        <extracomment>storage/faults.py</extracomment>
        <translation>签名库“{where}”正忙：另一工作台正在写入所需内容。没有作任何更改；请稍后重试。</translation>
    </message>
    <message>
        <source>The way to the server of the store &apos;{where}&apos; cannot be encrypted as asked ({cause}). Mend sslmode, sslrootcert or the server&apos;s certificate.</source>
        <extracomment>storage/faults.py</extracomment>
        <translation>无法按要求加密与签名库“{where}”服务器的连接（{cause}）。请修正 sslmode、sslrootcert 或服务器证书。</translation>
    </message>
    <message>
        <source>There is no room left on the disk of the server of the store &apos;{where}&apos;. Nothing was changed; have room made and try again.</source>
        <extracomment>storage/faults.py</extracomment>
        <translation>签名库“{where}”的服务器磁盘已满。没有作任何更改；请腾出空间后重试。</translation>
    </message>
    <message>
        <source>There is no such database on the server of &apos;{where}&apos;. Make it: createdb NAME.</source>
        <extracomment>storage/faults.py</extracomment>
        <translation>“{where}”的服务器上没有此数据库。请建立：createdb NAME。</translation>
    </message>
    <message>
        <source>pressure</source>
        <extracomment>gui/plots/curves_drawing.py, gui/words.py</extracomment>
        <translation>压力</translation>
    </message>
    <message>
        <source>pressure (of the highest)</source>
        <extracomment>gui/plots/ink_drawing.py</extracomment>
        <translation>压力（占最大值）</translation>
    </message>
    <message>
        <source>pressure in {levels:,} levels</source>
        <extracomment>ink/device_verdict.py</extracomment>
        <translation>压力 {levels:,} 级</translation>
    </message>
    <message>
        <source>questioned</source>
        <extracomment>gui/panels/comparison_figures.py, gui/plots/curves_drawing.py</extracomment>
        <translation>待检</translation>
    </message>
    <message>
        <source>questioned, {seconds:.2f} s →</source>
        <extracomment>gui/plots/warping_matrix.py</extracomment>
        <translation>待检，{seconds:.2f} 秒 →</translation>
    </message>
    <message>
        <source>questioned: thick · reference: thin, grey</source>
        <extracomment>gui/plots/ink_drawing.py</extracomment>
        <translation>待检：粗线 · 参考：灰色细线</translation>
    </message>
    <message>
        <source>questioned: thick, coloured · reference: thin, grey</source>
        <extracomment>gui/plots/ink_drawing.py</extracomment>
        <translation>待检：彩色粗线 · 参考：灰色细线</translation>
    </message>
    <message>
        <source>reference</source>
        <extracomment>gui/audit_words.py, gui/panels/comparison_figures.py, gui/plots/curves_drawing.py</extracomment>
        <translation>参考</translation>
    </message>
    <message>
        <source>reference, {seconds:.2f} s →</source>
        <extracomment>gui/plots/warping_matrix.py</extracomment>
        <translation>参考，{seconds:.2f} 秒 →</translation>
    </message>
    <message>
        <source>references&apos; own spread</source>
        <extracomment>gui/panels/comparison_figures.py, gui/plots/bars.py</extracomment>
        <translation>参考签名间差异</translation>
    </message>
    <message>
        <source>replayed {replayed}, practised {practised}</source>
        <extracomment>gui/tables/signature_model.py</extracomment>
        <translation>回放 {replayed}，练习 {practised}</translation>
    </message>
    <message>
        <source>rhythm</source>
        <extracomment>gui/words.py</extracomment>
        <translation>节奏</translation>
    </message>
    <message>
        <source>shape</source>
        <extracomment>gui/words.py</extracomment>
        <translation>形状</translation>
    </message>
    <message>
        <source>shown for comparison; it decides nothing</source>
        <extracomment>gui/plots/comparison_sheet.py</extracomment>
        <translation>仅供比对，不作判定</translation>
    </message>
    <message>
        <source>signer&apos;s name</source>
        <extracomment>storage/signers.py</extracomment>
        <translation>签名人姓名</translation>
    </message>
    <message>
        <source>size</source>
        <extracomment>gui/words.py</extracomment>
        <translation>大小</translation>
    </message>
    <message>
        <source>someone else wrote it as a signature of their own</source>
        <extracomment>verification/likelihood_ratio.py</extracomment>
        <translation>这是他人自己的签名</translation>
    </message>
    <message>
        <source>someone else wrote it as an imitation</source>
        <extracomment>verification/likelihood_ratio.py</extracomment>
        <translation>由他人摹仿书写</translation>
    </message>
    <message>
        <source>speed</source>
        <extracomment>gui/words.py</extracomment>
        <translation>速度</translation>
    </message>
    <message>
        <source>strong support</source>
        <extracomment>verification/likelihood_ratio.py</extracomment>
        <translation>强支持</translation>
    </message>
    <message>
        <source>synthetic ink</source>
        <extracomment>ink/device_verdict.py</extracomment>
        <translation>合成笔迹</translation>
    </message>
    <message numerus="yes">
        <source>tell no pressure</source>
        <extracomment>verification/captures.py</extracomment>
        <translation>
            <numerusform>没有压力数据</numerusform>
        </translation>
    </message>
    <message>
        <source>the claimed signer</source>
        <extracomment>verification/likelihood_ratio.py</extracomment>
        <translation>所称签名人</translation>
    </message>
    <message numerus="yes">
        <source>the other {n}</source>
        <extracomment>workflows/enrolment.py</extracomment>
        <translation>
            <numerusform>其他 {n} 个</numerusform>
        </translation>
    </message>
    <message>
        <source>the pen tells no time</source>
        <extracomment>gui/plots/interval_plot.py</extracomment>
        <translation>笔不提供时间</translation>
    </message>
    <message>
        <source>the pressure</source>
        <extracomment>verification/decision.py</extracomment>
        <translation>压力</translation>
    </message>
    <message>
        <source>the reference</source>
        <extracomment>verification/captures.py</extracomment>
        <translation>参考签名</translation>
    </message>
    <message>
        <source>the reference {why}</source>
        <extracomment>verification/captures.py</extracomment>
        <translation>参考签名{why}</translation>
    </message>
    <message>
        <source>the references</source>
        <extracomment>verification/captures.py</extracomment>
        <translation>参考签名</translation>
    </message>
    <message>
        <source>the references {why}</source>
        <extracomment>verification/captures.py</extracomment>
        <translation>参考签名{why}</translation>
    </message>
    <message>
        <source>the rhythm</source>
        <extracomment>verification/decision.py</extracomment>
        <translation>节奏</translation>
    </message>
    <message>
        <source>the shape of the line</source>
        <extracomment>verification/decision.py</extracomment>
        <translation>线条形状</translation>
    </message>
    <message>
        <source>the signer</source>
        <extracomment>gui/panels/comparison_export.py, gui/panels/comparison_figures.py</extracomment>
        <translation>签名人</translation>
    </message>
    <message>
        <source>the size</source>
        <extracomment>verification/decision.py</extracomment>
        <translation>大小</translation>
    </message>
    <message>
        <source>the speed of the pen</source>
        <extracomment>verification/decision.py</extracomment>
        <translation>运笔速度</translation>
    </message>
    <message>
        <source>this signature {why}</source>
        <extracomment>verification/captures.py</extracomment>
        <translation>此签名{why}</translation>
    </message>
    <message>
        <source>tilt {across}, {down}</source>
        <extracomment>gui/plots/pen_gauges.py</extracomment>
        <translation>倾斜 {across}，{down}</translation>
    </message>
    <message>
        <source>time (s)</source>
        <extracomment>gui/plots/ink_drawing.py, gui/plots/live_plot.py</extracomment>
        <translation>时间（秒）</translation>
    </message>
    <message>
        <source>time of the reference (s)</source>
        <extracomment>gui/plots/curves_drawing.py</extracomment>
        <translation>参考签名的时间（秒）</translation>
    </message>
    <message>
        <source>to</source>
        <comment>until a day</comment>
        <extracomment>gui/panels/day_span.py</extracomment>
        <translation>至</translation>
    </message>
    <message>
        <source>told by neither device</source>
        <extracomment>gui/plots/curves_drawing.py</extracomment>
        <translation>两台设备均未提供</translation>
    </message>
    <message>
        <source>turned {degrees}</source>
        <extracomment>gui/plots/pen_gauges.py</extracomment>
        <translation>旋转 {degrees}</translation>
    </message>
    <message>
        <source>unit</source>
        <extracomment>ink/device_verdict.py</extracomment>
        <translation>单位</translation>
    </message>
    <message>
        <source>units</source>
        <extracomment>gui/panels/comparison_figures.py</extracomment>
        <translation>单位</translation>
    </message>
    <message>
        <source>unknown</source>
        <extracomment>gui/collecting.py</extracomment>
        <translation>未知</translation>
    </message>
    <message>
        <source>usual spread of genuine pairs</source>
        <extracomment>gui/panels/comparison_figures.py</extracomment>
        <translation>真实签名对的通常差异</translation>
    </message>
    <message>
        <source>very strong support</source>
        <extracomment>verification/likelihood_ratio.py</extracomment>
        <translation>很强支持</translation>
    </message>
    <message>
        <source>weak support</source>
        <extracomment>verification/likelihood_ratio.py</extracomment>
        <translation>弱支持</translation>
    </message>
    <message numerus="yes">
        <source>were written with {device}</source>
        <extracomment>verification/captures.py</extracomment>
        <translation>
            <numerusform>用{device}书写</numerusform>
        </translation>
    </message>
    <message>
        <source>what genuine pairs usually differ</source>
        <extracomment>gui/panels/comparison_export.py</extracomment>
        <translation>真实签名对的通常差异</translation>
    </message>
    <message>
        <source>what the references differ among themselves</source>
        <extracomment>gui/panels/comparison_export.py</extracomment>
        <translation>参考签名之间的差异</translation>
    </message>
    <message>
        <source>x, y, speed and pressure of both signatures will stand here, one laid along the other.</source>
        <extracomment>gui/plots/aligned_curves.py</extracomment>
        <translation>这里将对齐显示两个签名的 x、y、速度和压力。</translation>
    </message>
    <message>
        <source>{across:.3f} mm a {unit} across, {down:.3f} down</source>
        <extracomment>ink/device_verdict.py</extracomment>
        <translation>每{unit}横向 {across:.3f} 毫米，纵向 {down:.3f} 毫米</translation>
    </message>
    <message>
        <source>{across_mm:.3f} mm a pixel across, {down_mm:.3f} mm down.</source>
        <extracomment>gui/panels/card_measure.py</extracomment>
        <translation>每像素横向 {across_mm:.3f} 毫米，纵向 {down_mm:.3f} 毫米。</translation>
    </message>
    <message>
        <source>{at:.2f} / {whole:.2f} s</source>
        <extracomment>gui/panels/replay_bar.py</extracomment>
        <translation>{at:.2f} / {whole:.2f} 秒</translation>
    </message>
    <message>
        <source>{backward:,} run backwards</source>
        <extracomment>ink/device_verdict.py</extracomment>
        <translation>{backward:,} 个倒退</translation>
    </message>
    <message>
        <source>{burst_size:.1f} points arrive at once</source>
        <extracomment>ink/device_verdict.py</extracomment>
        <translation>每批 {burst_size:.1f} 个采样点同时到达</translation>
    </message>
    <message>
        <source>{days} d</source>
        <extracomment>gui/words.py</extracomment>
        <translation>{days} 天</translation>
    </message>
    <message>
        <source>{decided}, overridden: {outcome}</source>
        <extracomment>gui/tables/decision_model.py</extracomment>
        <translation>{decided}，改判：{outcome}</translation>
    </message>
    <message>
        <source>{departures} (times what the references differ among themselves)</source>
        <extracomment>gui/plots/decision_report.py</extracomment>
        <translation>{departures}（以参考签名之间差异的倍数计）</translation>
    </message>
    <message>
        <source>{device}: no pressure</source>
        <extracomment>gui/panels/status_line.py</extracomment>
        <translation>{device}：无压力</translation>
    </message>
    <message>
        <source>{device}: {told}: {use}.</source>
        <comment>verdict on a device</comment>
        <extracomment>ink/device_verdict.py</extracomment>
        <translation>{device}：{told}：{use}。</translation>
    </message>
    <message>
        <source>{distance:.2f}, decision line {decision_distance:.2f}</source>
        <extracomment>gui/plots/decision_report.py</extracomment>
        <translation>{distance:.2f}，判定阈值 {decision_distance:.2f}</translation>
    </message>
    <message>
        <source>{distinct:,} levels of pressure seen</source>
        <extracomment>ink/device_verdict.py</extracomment>
        <translation>见到 {distinct:,} 级压力</translation>
    </message>
    <message>
        <source>{done} of {wanted}</source>
        <extracomment>gui/panels/collect_plan.py</extracomment>
        <translation>{done}/{wanted}</translation>
    </message>
    <message>
        <source>{done} of {wanted} references</source>
        <extracomment>gui/panels/progress_dots.py</extracomment>
        <translation>参考签名 {done}/{wanted}</translation>
    </message>
    <message>
        <source>{duration_s:.1f} s · {strokes} · {rate_hz:.0f} points a second</source>
        <extracomment>gui/panels/capture_review.py</extracomment>
        <translation>{duration_s:.1f} 秒 · {strokes} · 每秒 {rate_hz:.0f} 点</translation>
    </message>
    <message>
        <source>{first} and {second}</source>
        <extracomment>gui/words.py, ink/device_verdict.py, verification/captures.py</extracomment>
        <translation>{first}，{second}</translation>
    </message>
    <message numerus="yes">
        <source>{gaps:,}, the longest {longest_ms:.0f} ms: about {n} points dropped</source>
        <extracomment>ink/device_verdict.py</extracomment>
        <translation>
            <numerusform>{gaps:,} 处，最长 {longest_ms:.0f} 毫秒：约丢失 {n} 个采样点</numerusform>
        </translation>
    </message>
    <message>
        <source>{hours} h</source>
        <extracomment>gui/words.py</extracomment>
        <translation>{hours} 小时</translation>
    </message>
    <message>
        <source>{lowest:.0f} to {highest:.0f} %</source>
        <extracomment>gui/plots/pen_gauges.py</extracomment>
        <translation>{lowest:.0f} 至 {highest:.0f} %</translation>
    </message>
    <message>
        <source>{lowest:.0f} to {highest:.0f}&#x202f;% used</source>
        <extracomment>ink/device_verdict.py</extracomment>
        <translation>使用 {lowest:.0f} 至 {highest:.0f}&#x202f;%</translation>
    </message>
    <message>
        <source>{lowest}° to {highest}°</source>
        <extracomment>ink/device_verdict.py</extracomment>
        <translation>{lowest}° 至 {highest}°</translation>
    </message>
    <message>
        <source>{low} to {high} points</source>
        <extracomment>workflows/retrain_verdict.py</extracomment>
        <translation>{low} 至 {high} 个百分点</translation>
    </message>
    <message>
        <source>{median_ms:.0f} ms</source>
        <extracomment>ink/device_verdict.py</extracomment>
        <translation>{median_ms:.0f} 毫秒</translation>
    </message>
    <message>
        <source>{median} (95&#x202f;% within {high_ms:.0f} ms)</source>
        <extracomment>ink/device_verdict.py</extracomment>
        <translation>{median}（95&#x202f;% 在 {high_ms:.0f} 毫秒内）</translation>
    </message>
    <message>
        <source>{minutes} min</source>
        <extracomment>gui/words.py</extracomment>
        <translation>{minutes} 分钟</translation>
    </message>
    <message>
        <source>{moment} · {decided} · {waits} in all</source>
        <extracomment>gui/panels/waiting_signatures.py</extracomment>
        <translation>{moment} · {decided} · 共 {waits}</translation>
    </message>
    <message>
        <source>{months} mo</source>
        <extracomment>gui/words.py</extracomment>
        <translation>{months}个月</translation>
    </message>
    <message>
        <source>{more} to go. The next one begins by itself.</source>
        <extracomment>gui/panels/collect.py</extracomment>
        <translation>还需{more}。下一个会自动开始。</translation>
    </message>
    <message>
        <source>{name} (you)</source>
        <extracomment>gui/panels/operators_card.py</extracomment>
        <translation>{name}（您）</translation>
    </message>
    <message>
        <source>{name} decides from now on. Every signer has a template for it. What was decided before stays as it was made.</source>
        <extracomment>gui/panels/training_outcome.py</extracomment>
        <translation>从现在起由 {name} 判定。每位签名者都已有它的模板。此前的判定保持原样。</translation>
    </message>
    <message>
        <source>{name} should have two dimensions, has {ndim}</source>
        <extracomment>verification/template.py</extracomment>
        <translation>{name} 应为二维，实为 {ndim} 维</translation>
    </message>
    <message>
        <source>{name} was erased.</source>
        <extracomment>gui/words.py</extracomment>
        <translation>已擦除 {name}。</translation>
    </message>
    <message>
        <source>{note} Ask for what it carries, or leave the option out.</source>
        <extracomment>verification/lines.py</extracomment>
        <translation>{note}请按其所能支持的要求，或省略此选项。</translation>
    </message>
    <message>
        <source>{number} of the {count} references</source>
        <extracomment>verification/captures.py</extracomment>
        <translation>{count} 个参考签名中的 {number} 个</translation>
    </message>
    <message>
        <source>{number} of the {count} references {why}</source>
        <extracomment>verification/captures.py</extracomment>
        <translation>{count} 个参考签名中的 {number} 个{why}</translation>
    </message>
    <message numerus="yes">
        <source>{n} decisions</source>
        <extracomment>gui/panels/review.py</extracomment>
        <translation>
            <numerusform>{n} 次判定</numerusform>
        </translation>
    </message>
    <message>
        <source>{n} due</source>
        <extracomment>gui/panels/retention_card.py, gui/panels/status_line.py</extracomment>
        <translation>{n} 位到期</translation>
    </message>
    <message numerus="yes">
        <source>{n} forgeries of others&apos; signatures stay, without the name.</source>
        <extracomment>gui/words.py</extracomment>
        <translation>
            <numerusform>{n} 个对他人签名的伪造保留，但不再写有姓名。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} gaps</source>
        <extracomment>ink/device_verdict.py</extracomment>
        <translation>
            <numerusform>{n} 处间断</numerusform>
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
        <source>{n} machines open it with nothing typed.</source>
        <extracomment>gui/panels/protection.py</extracomment>
        <translation>
            <numerusform>{n} 台机器无需输入即可打开。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} more</source>
        <extracomment>gui/panels/collect.py, gui/panels/enrolment_steps.py</extracomment>
        <translation>
            <numerusform>{n} 个</numerusform>
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
        <source>{n} operators may sign in.</source>
        <extracomment>gui/panels/protection.py</extracomment>
        <translation>
            <numerusform>{n} 位操作员可以登录。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} points came twice</source>
        <extracomment>ink/device_verdict.py</extracomment>
        <translation>
            <numerusform>{n} 个采样点重复</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} references</source>
        <extracomment>gui/audit_words.py, gui/panels/comparison_figures.py, gui/panels/enrol.py, gui/plots/report_model.py, gui/tables/signer_model.py, gui/words.py</extracomment>
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
        <extracomment>gui/audit_words.py, gui/desk_models.py, gui/panels/collected_signatures.py, gui/panels/corpus_transfer.py, gui/panels/training_outcome.py, gui/plots/report_model.py, gui/tables/collection_model.py</extracomment>
        <translation>
            <numerusform>{n} 个签名</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} signers</source>
        <extracomment>gui/audit_words.py, gui/desk_models.py, gui/panels/candidates.py, gui/panels/collect.py, gui/panels/model_changing.py, gui/panels/store_choice.py, gui/panels/training_outcome.py, gui/panels/training_result.py, gui/panels/training_split.py, gui/plots/report_model.py</extracomment>
        <translation>
            <numerusform>{n} 位签名人</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} strokes</source>
        <extracomment>gui/panels/capture_review.py, gui/panels/reference_cards.py, gui/standing_questions.py</extracomment>
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
        <source>{n} values</source>
        <extracomment>gui/plots/pen_gauges.py</extracomment>
        <translation>
            <numerusform>{n} 个值</numerusform>
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
        <source>{path} could not be read ({error}). Check the name and the disk.</source>
        <extracomment>ink/formats/content.py</extracomment>
        <translation>无法读取 {path}（{error}）。请检查文件名和磁盘。</translation>
    </message>
    <message>
        <source>{path} does not exist. Check the name and the folder.</source>
        <extracomment>ink/formats/content.py</extracomment>
        <translation>{path} 不存在。请检查文件名和文件夹。</translation>
    </message>
    <message>
        <source>{path} grew while it was read. Wait until it is written, then try again.</source>
        <extracomment>ink/formats/content.py</extracomment>
        <translation>读取 {path} 时它仍在增大。请等写入完成后重试。</translation>
    </message>
    <message>
        <source>{path} holds {found} signatures; expected one. Give each a file of its own with `sigverify convert`.</source>
        <extracomment>ink/formats/__init__.py</extracomment>
        <translation>{path} 含 {found} 个签名；应为一个。请用 `sigverify convert` 分存为各自的文件。</translation>
    </message>
    <message>
        <source>{path} is a folder; expected one recording. Name a file inside it.</source>
        <extracomment>ink/formats/content.py</extracomment>
        <translation>{path} 是文件夹；应为一个记录。请指明其中的文件。</translation>
    </message>
    <message>
        <source>{path} is binary; expected a text file of numbers. Export the recording as text.</source>
        <extracomment>ink/formats/content.py, ink/formats/json_lines.py</extracomment>
        <translation>{path} 是二进制文件；应为数字组成的文本文件。请将记录导出为文本。</translation>
    </message>
    <message>
        <source>{path} is not a plain file; expected one recording. Name a file on a disk.</source>
        <extracomment>ink/formats/content.py</extracomment>
        <translation>{path} 不是普通文件；应为一个记录。请指明磁盘上的文件。</translation>
    </message>
    <message>
        <source>{path} may not be read by you. Change its permissions or copy it.</source>
        <extracomment>ink/formats/content.py</extracomment>
        <translation>您无权读取 {path}。请更改其权限或复制一份。</translation>
    </message>
    <message>
        <source>{path}, line 1: the format is not recognised, {told}. Expected one of {join}: name the format if you know it.</source>
        <extracomment>ink/formats/__init__.py</extracomment>
        <translation>{path}，第 1 行：无法识别格式，{told}。应为 {join} 之一：如知道格式，请指明。</translation>
    </message>
    <message>
        <source>{percent:.0f}&#x202f;% of points share one time</source>
        <extracomment>ink/device_verdict.py</extracomment>
        <translation>{percent:.0f}&#x202f;% 的采样点时间相同</translation>
    </message>
    <message>
        <source>{percent} beyond</source>
        <extracomment>gui/plots/interval_plot.py</extracomment>
        <translation>{percent} 超出范围</translation>
    </message>
    <message>
        <source>{pressed}; at least {levels:,} levels, {distinct:,} seen</source>
        <extracomment>ink/device_verdict.py</extracomment>
        <translation>{pressed}；至少 {levels:,} 级，见到 {distinct:,} 级</translation>
    </message>
    <message>
        <source>{pressed}; {distinct:,} levels seen</source>
        <extracomment>ink/device_verdict.py</extracomment>
        <translation>{pressed}；见到 {distinct:,} 级</translation>
    </message>
    <message>
        <source>{rate:.0f} points a second</source>
        <extracomment>gui/panels/reference_cards.py, ink/device_verdict.py</extracomment>
        <translation>每秒 {rate:.0f} 个采样点</translation>
    </message>
    <message>
        <source>{rate_hz:.0f} points a second</source>
        <extracomment>ink/device_verdict.py</extracomment>
        <translation>每秒 {rate_hz:.0f} 个采样点</translation>
    </message>
    <message>
        <source>{refusal} Or type the store&apos;s recovery key.</source>
        <extracomment>storage/unlocking.py</extracomment>
        <translation>{refusal}或输入签名库的恢复密钥。</translation>
    </message>
    <message>
        <source>{rests:,} silent while the pen rested</source>
        <extracomment>ink/device_verdict.py</extracomment>
        <translation>笔静止时有 {rests:,} 处无数据</translation>
    </message>
    <message>
        <source>{score}; the lines of decision: {not_kept}.</source>
        <extracomment>gui/panels/decided.py</extracomment>
        <translation>{score}；判定阈值：{not_kept}。</translation>
    </message>
    <message>
        <source>{seconds:.1f} s</source>
        <extracomment>gui/panels/reference_cards.py, gui/panels/settings_place.py</extracomment>
        <translation>{seconds:.1f} 秒</translation>
    </message>
    <message>
        <source>{seconds:.2f} s</source>
        <extracomment>gui/panels/comparison_figures.py, gui/plots/report_items.py</extracomment>
        <translation>{seconds:.2f} 秒</translation>
    </message>
    <message>
        <source>{seconds:.2f} s · departs {departure:.2f}</source>
        <extracomment>gui/plots/aligned_curves.py</extracomment>
        <translation>{seconds:.2f} 秒 · 偏差 {departure:.2f}</translation>
    </message>
    <message>
        <source>{seconds:.2f} s · lifted · departs {departure:.2f}</source>
        <extracomment>gui/plots/aligned_curves.py</extracomment>
        <translation>{seconds:.2f} 秒 · 抬笔 · 偏差 {departure:.2f}</translation>
    </message>
    <message>
        <source>{sentence}.</source>
        <comment>full stop</comment>
        <extracomment>gui/desk_models.py, gui/panels/network_choice.py</extracomment>
        <translation>{sentence}。</translation>
    </message>
    <message>
        <source>{share:.0f}&#x202f;% of that ink tells pressure. Signatures captured otherwise are referred to a person.</source>
        <extracomment>gui/desk_models.py</extracomment>
        <translation>{share:.0f}&#x202f;% 的该类笔迹含压力。以其他方式采集的签名转人工处理。</translation>
    </message>
    <message>
        <source>{shares:.1f} mm</source>
        <extracomment>gui/plots/ink_drawing.py</extracomment>
        <translation>{shares:.1f} 毫米</translation>
    </message>
    <message>
        <source>{shares:.2f} of its longer side</source>
        <extracomment>gui/plots/ink_drawing.py</extracomment>
        <translation>长边的 {shares:.2f}</translation>
    </message>
    <message>
        <source>{shown} of {told}</source>
        <extracomment>gui/panels/audit.py, gui/panels/review.py</extracomment>
        <translation>{told}中的 {shown} 次</translation>
    </message>
    <message>
        <source>{side} departs most: {times:.1f} times what the references differ among themselves</source>
        <extracomment>verification/decision.py</extracomment>
        <translation>{side}偏差最大：为参考签名间差异的 {times:.1f} 倍</translation>
    </message>
    <message>
        <source>{signatures} imported.</source>
        <extracomment>gui/panels/corpus_transfer.py</extracomment>
        <translation>已导入 {signatures}。</translation>
    </message>
    <message>
        <source>{signatures} of {signers}</source>
        <extracomment>gui/panels/training_outcome.py</extracomment>
        <translation>{signers}的 {signatures}</translation>
    </message>
    <message>
        <source>{signatures} without a person&apos;s word: not used</source>
        <extracomment>gui/panels/training_outcome.py</extracomment>
        <translation>{signatures}未经人工标注：不使用</translation>
    </message>
    <message>
        <source>{signatures} written to &apos;{folder}&apos;, in the clear.</source>
        <extracomment>gui/panels/corpus_transfer.py</extracomment>
        <translation>已将 {signatures}以明文写入“{folder}”。</translation>
    </message>
    <message>
        <source>{signers} of this store are among those it learnt from.</source>
        <extracomment>gui/desk_models.py</extracomment>
        <translation>本签名库的 {signers}是它学习的对象之一。</translation>
    </message>
    <message>
        <source>{signers} of this store will be learnt from in {folds}, and both models compared on {compared}. Who does what stands under &apos;The split&apos;.</source>
        <extracomment>gui/panels/training_split.py</extracomment>
        <translation>将从本签名库的 {signers}学习，分为 {folds}，并在 {compared} 位上比较两个模型。各人的用途见“划分”。</translation>
    </message>
    <message>
        <source>{signer} wrote it</source>
        <extracomment>verification/likelihood_ratio.py</extracomment>
        <translation>由 {signer} 书写</translation>
    </message>
    <message>
        <source>{signs}  one a signer; filled: genuine, hollow: forged. Shows {kept:.0f}&#x202f;% of the distances.</source>
        <extracomment>gui/plots/signature_map_plot.py</extracomment>
        <translation>{signs}  每位签名人一种；实心：真实签名，空心：伪造签名。显示了 {kept:.0f}&#x202f;% 的距离。</translation>
    </message>
    <message>
        <source>{strokes}; others are damaged</source>
        <extracomment>gui/standing_questions.py</extracomment>
        <translation>{strokes}；其余已损坏</translation>
    </message>
    <message>
        <source>{support} that {supported}, rather than that {rather}</source>
        <extracomment>verification/likelihood_ratio.py</extracomment>
        <translation>{support}“{supported}”，而非“{rather}”</translation>
    </message>
    <message>
        <source>{told}, unlike the ink that this model was calibrated on, so a person should look.</source>
        <extracomment>verification/captures.py</extracomment>
        <translation>{told}，与此模型校准所用的笔迹不同，因此应由人工查看。</translation>
    </message>
    <message>
        <source>{used} of {most} attempts are used within {minutes} minutes.</source>
        <extracomment>gui/words.py</extracomment>
        <translation>{minutes} 分钟内已用 {used} 次尝试，至多 {most} 次。</translation>
    </message>
    <message>
        <source>{used} signatures within {minutes} minutes were not accepted. A person decides now: ask {name} for another proof of identity. The next attempt is free at {moment}.</source>
        <extracomment>gui/panels/attempts_notice.py</extracomment>
        <translation>{minutes} 分钟内有 {used} 个签名未被接受。现由人工决定：请要求 {name} 出示其他身份证明。{moment} 起可再次尝试。</translation>
    </message>
    <message>
        <source>{weeks} w</source>
        <extracomment>gui/words.py</extracomment>
        <translation>{weeks}周</translation>
    </message>
    <message>
        <source>{words} (removed)</source>
        <extracomment>gui/plots/report_flow.py</extracomment>
        <translation>{words}（已移除）</translation>
    </message>
    <message>
        <source>{words}.</source>
        <comment>a sentence</comment>
        <extracomment>gui/panels/comparison_figures.py, gui/words.py</extracomment>
        <translation>{words}。</translation>
    </message>
    <message>
        <source>{words}: thin is like it, thick departs by {deviations:g} standard deviations</source>
        <extracomment>gui/plots/departure_scale.py</extracomment>
        <translation>{words}：细处相近，粗处偏差 {deviations:g} 个标准差</translation>
    </message>
    <message>
        <source>{zoom:.1f}× · double click shows all</source>
        <extracomment>gui/plots/compared_inks.py</extracomment>
        <translation>{zoom:.1f}× · 双击显示全部</translation>
    </message>
</context>
</TS>
