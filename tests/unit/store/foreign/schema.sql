-- Another office's database, deliberately unlike the contract: Chinese names, codes instead of words,
-- dates as text in four ways, numbers as keys here and as text there. Everything in it is invented.
CREATE TABLE 诉求件 (
  编号 bigint PRIMARY KEY, 栏目 smallint, 标题 text, 反映内容 text, 办理结果 text, 督办点评 text, 问题摘要 text,
  来源 char(1), 上级交办 char(3), 一级分类 text, 二级分类 text, 区划代码 char(6), 承办部门 integer, 诉求人 char(1),
  登记时间 text, 受理时间 text, 办结期限 text, 办结时间 text, 结论 char(1), 满意度 text,
  回头看时间 text, 回头看结论 char(1), 同意公开 char(1), 点名批评 char(1), 公开状态 smallint,
  批准人 text, 批准时间 text, 公开依据 text, 修改时间 timestamp NOT NULL);
CREATE TABLE 当事人 (件号 bigint, 序 smallint, 身份 char(2), 类别 char(1), 姓名 text, 手机 bigint, 证件号 text,
  路名 text, 门牌 text, 单位名称 text, 车牌 text, 出生 text, 未成年 smallint, 可以点名 smallint);
CREATE TABLE 流转 (件号 text, 步骤 integer, 时间 text, 动作 char(3), 部门 integer, 备注 text);
CREATE TABLE 关联 (甲件 bigint, 乙件 bigint, 关系 smallint);
CREATE TABLE 部门 (代码 integer PRIMARY KEY, 上级 integer, 名称 text, 简称 text, 播报名 text, 级别 smallint,
  区划代码 char(6), 公开电话 text);
CREATE TABLE 区划 (代码 varchar(9) PRIMARY KEY, 上级代码 varchar(9), 名称 text, 级别 smallint);
CREATE TABLE 政策 (序号 integer PRIMARY KEY, 名称 text, 印发日期 text, 部门 integer, 文号 text, 网址 text, 摘要 text);
CREATE TABLE 件政策 (件号 bigint, 政策序号 integer);
CREATE TABLE 专题 (序号 integer PRIMARY KEY, 名称 text, 概述 text, 起 text, 止 text);
CREATE TABLE 专题件 (专题 integer, 件号 bigint);
CREATE TABLE 专题政策 (专题 integer, 政策序号 integer);
CREATE TABLE 专题步骤 (专题 integer, 步 integer, 类 char(1), 日期 text, 部门 integer, 内容 text, 数量 numeric(12,2), 单位 text);
CREATE TABLE 征集 (序号 integer PRIMARY KEY, 名称 text, 正文 text, 起 text, 止 text);
CREATE TABLE 问卷 (序号 integer PRIMARY KEY, 名称 text, 起 text, 止 text, 答卷数 integer);
CREATE TABLE 问卷票数 (问卷 integer, 题号 integer, 题目 text, 项号 integer, 选项 text, 票数 integer);
CREATE TABLE 播出 (序号 integer PRIMARY KEY, 节目 char(2), 期 integer, 日期 text, 时刻 text, 分钟 integer, 名称 text, 主持 text,
  主持可点名 smallint, 编导 text, 重播 integer);
CREATE TABLE 播出件 (播出 integer, 次序 integer, 件号 bigint);
CREATE TABLE 播出嘉宾 (播出 integer, 次序 integer, 姓名 text, 职务 text, 部门 integer, 可点名 smallint);
CREATE TABLE 待复问题 (播出 integer, 次序 integer, 秒 integer, 问题 text, 答复 text, 部门 integer, 答复时间 text);

INSERT INTO 区划 VALUES ('500000', NULL, '重庆市', 1), ('500101', '500000', '万州区', 2), ('500102', '500000', '涪陵区', 2);
INSERT INTO 部门 VALUES
  (1, NULL, '市城市供水管理处（演示）', '市供水处', NULL, 1, '500000', '023-00000001'),
  (2, 1, '万州区水务所（演示）', '区水务所', NULL, 2, '500101', '023-00000002'),
  (3, 99, '涪陵区物业科（演示）', NULL, NULL, 2, '500102', NULL);
INSERT INTO 诉求件 VALUES
  (1001, 1, '自来水发黄', '家住青石路的张小麦反映，自来水连续三天发黄，100%影响生活。', '经查系管道老化，已更换管道。', '举一反三，排查同类管道。',
   '居民反映自来水发黄。', 'G', '是', '民生', '供水', '500101', 2, 'C', '2022年03月05日 09:12', '20220305 1530', '2022/3/15',
   '2022-03-12 16:40', '1', '非常满意', '2022-04-12', '1', 'Y', '0', 2, '陈审', '2022-03-20', '政府信息公开条例第十条', '2022-03-20 10:00:00'),
  (1002, 2, '电梯常坏', '三单元电梯一个月坏四次。', '已督促物业维修。', NULL, NULL,
   'H', '否', '城建', '物业', '500102', 3, 'F', '2022年03月06日 10:00', '20220306 1100', '2022/3/16',
   '2022-03-15 09:00', '2', NULL, NULL, NULL, NULL, '0', 2, '陈审', '2022-03-21', NULL, '2022-03-21 09:30:00'),
  (1003, 2, '路灯不亮', '巷口路灯不亮。', NULL, NULL, NULL,
   'H', '否', '城建', '市政', '500102', 3, 'C', '2022年03月07日 10:00', NULL, '2022/3/17', NULL, NULL, NULL, NULL, NULL, 'N', '0', 0,
   NULL, NULL, NULL, '2022-03-07 10:00:00'),
  (1004, 2, '结论代码没有见过', '测试。', '已答复。', NULL, NULL,
   'H', '否', '城建', '市政', '500102', 3, 'C', '2022年03月08日 10:00', NULL, NULL, '2022-03-09 10:00', '7', NULL, NULL, NULL, 'Y', '0', 2,
   '陈审', '2022-03-22', NULL, '2022-03-22 08:00:00');
INSERT INTO 当事人 VALUES
  (1001, 1, '10', '1', '张小麦', 13900000001, '500101199001011234', '青石路', '3栋2单元5-1', NULL, '渝A00001', '1990年1月1日', 0, 0),
  (1001, 2, '50', '2', NULL, NULL, NULL, NULL, NULL, '青石管道工程队', NULL, NULL, 0, 0),
  (1002, 1, '10', '2', '李小谷', 13900000002, NULL, NULL, NULL, '小谷商行', NULL, NULL, NULL, NULL);
INSERT INTO 流转 VALUES
  ('1001', 1, '20220305091200', 'A01', 2, NULL), ('1001', 2, '20220305153000', 'A04', 2, '已派人到场'),
  ('1001', 10, '20220312164000', 'A11', 2, NULL), ('1001', 9, '20220310100000', 'A09', 2, '现场查看'),
  ('1002', 1, '20220306100000', 'A01', 3, NULL), ('1002', 2, '20220315090000', 'A11', 3, NULL);
INSERT INTO 关联 VALUES (1002, 1001, 2);
INSERT INTO 政策 VALUES (11, '城市供水管网改造办法（演示）', '2022年4月1日', 1, '演示〔2022〕1号', 'https://example.cn/p/11', '分三年改造。');
INSERT INTO 件政策 VALUES (1001, 11);
INSERT INTO 专题 VALUES (21, '老旧供水管道', '从一户黄水到全市排查。', '2022年3月5日', NULL);
INSERT INTO 专题件 VALUES (21, 1001);
INSERT INTO 专题政策 VALUES (21, 11);
INSERT INTO 专题步骤 VALUES (21, 1, '1', '2022年3月5日', 2, '一件来信', 1, '件'), (21, 2, '4', '2022年6月5日', 1, '同类问题', 36.5, '公里');
INSERT INTO 征集 VALUES (31, '征集供水线索', '欢迎提供线索。', '2022年5月1日', '2022年5月31日');
INSERT INTO 问卷 VALUES (41, '供水满意度', '2022年6月1日', NULL, 120);
INSERT INTO 问卷票数 VALUES (41, 2, '希望先改哪里', 1, '水压', 60), (41, 1, '总体评价', 2, '不满意', 20), (41, 1, '总体评价', 1, '满意', 100);
INSERT INTO 播出 VALUES (51, 'ZW', 1, '2022年4月8日', '1230', 40, '管道里的黄水', '小何', 1, '老秦', NULL);
INSERT INTO 播出件 VALUES (51, 2, 1002), (51, 1, 1001);
INSERT INTO 播出嘉宾 VALUES (51, 1, '周工', '工程师', 1, 0);
INSERT INTO 待复问题 VALUES (51, 1, 600, '何时改完？', '年底前。', 1, '2022年4月12日 09:00');
