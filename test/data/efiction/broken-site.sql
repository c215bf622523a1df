/*M!999999\- enable the sandbox mode */ 
mysqldump: [Warning] Using a password on the command line interface can't be secure.
CREATE TABLE wp_posts (id int, body text);
INSERT INTO wp_posts VALUES (1,'not ours; INSERT INTO `Wincest_Fanfiction_stories` VALUES (1);');
CREATE TABLE `Wincest_fanfiction_reviews` (`type` char(2), `reviewid` bigint, `item` int, `chapid` int, `reviewer` varchar(60), `uid` int, `review` text, `date` datetime, `rating` int, `respond` char(1), `source_review_id` int, `skin` text);
INSERT INTO `Wincest_fanfiction_reviews` VALUES
 ('ST',2,1,10,'Ben',2,'What a story','2009-01-02 10:00:00',0,NULL,0,'x'),
 ('ST',3,1,10,'Ann',1,'Thank you','2009-01-03 10:00:00',-1,'1',2,'x'),
 ('ST',4,1,10,'Ben',2,'And thank you','2009-01-04 10:00:00',-1,'',3,'x'),
 ('ST',5,1,10,'Ann',1,'To nobody','2009-01-04 10:00:00',-1,'1',77,'x'),
 ('ST',2,1,10,'Ben',2,'The same number again','2009-01-02 10:00:00',0,NULL,0,'x'),
 ('ST',99999999999999999999,1,0,'Ben',2,'A number too large','9999-99-99 99:99:99',127,'','',''),
 ('ST',-7,1,0,'','','A number below nought','not a date',NULL,'','','');
CREATE TABLE `Wincest_fanfiction_stories` (`title` varchar(20000), `sid` int, `uid` bigint, `rid` varchar(25), `coauthors` varchar(5), `validated` char(1), `completed` char(1), `rr` char(1), `featured` char(1), `date` datetime, `updated` datetime, `summary` text, `catid` varchar(5), `newer_column` blob);
INSERT INTO `Wincest_fanfiction_stories` VALUES
 ('TOO LONG',1,1,'1','1,2','1','1',NULL,'','2008-01-01 00:00:00','2008-02-01 00:00:00',NULL,',1,12',NULL),
 ('Nul \0 and bell',2,2,'1','1','2','',NULL,'0','0000-00-00 00:00:00','1970-01-01 00:00:00','A \0 in it','1,,-1',0x00ff),
 ('Of a negative member',3,-5,'1','','1','','','','2008-03-01 00:00:00','2008-03-01 00:00:00','','',NULL),
 ('Of a member too large',4,18446744073709551615,'1','','1','','','','2008-03-01 00:00:00','2008-03-01 00:00:00','','',NULL),
 ('The same number again',2,2,'1','','1','','','','2008-03-01 00:00:00','2008-03-01 00:00:00','','',NULL);
CREATE TABLE `Wincest_fanfiction_chapters` (`chapid` int, `title` varchar(250), `inorder` int, `storytext` mediumtext, `validated` char(1), `sid` int, `uid` int);
INSERT INTO `Wincest_fanfiction_chapters` VALUES
 (10,'One',1,'Text \0 one','1',1,1),
 (11,'Also one',1,'Text two','1',1,1),
 (10,'Same number elsewhere',5,'Text three','1',1,1),
 (12,'Of a negative story',1,'Text four','1',-3,1),
 (13,'By nobody',1,'Text five','1',2,0);
CREATE TABLE `Wincest_fanfiction_authors` (`uid` int, `penname` varchar(200), `realname` varchar(200), `email` varchar(200), `website` varchar(200), `bio` text, `date` datetime, `password` varchar(40));
INSERT INTO `Wincest_fanfiction_authors` VALUES
 (1,'Ann','','same@example.org','','','2007-01-01 00:00:00','098f6bcd4621d373cade4e832627b4f6'),
 (2,'Ben','',' same@example.org','','','2007-01-01 00:00:00','098f6bcd4621d373cade4e832627b4f6'),
 (3,'Cut off','','','','','2007-01-01 00:00:00','098f6bcd4621d373cade4e832627b4f6'),
 (2,'Ben twice','','','','','2007-01-01 00:00:00','5d41402abc4b2a76b9719d911017c592');
CREATE TABLE `Wincest_fanfiction_authorprefs` (`uid` int, `level` char(2));
INSERT INTO `Wincest_fanfiction_authorprefs` VALUES (1,'1'),(2,''),(3,'-1'),(3,'1'),(88,'1'),(88,'1');
CREATE TABLE `Wincest_fanfiction_ratings` (`rid` int, `rating` varchar(60));
INSERT INTO `Wincest_fanfiction_ratings` VALUES (1,'All');
CREATE TABLE `Wincest_fanfiction_categories` (`catid` int, `category` text, `parentcatid` int, `displayorder` bigint);
INSERT INTO `Wincest_fanfiction_categories` VALUES (1,'TOO LONG',0,99999999999);
CREATE TABLE `Wincest_fanfiction_series` (`seriesid` int, `title` varchar(200), `summary` text, `uid` int);
INSERT INTO `Wincest_fanfiction_series` VALUES (1,'Ring','',1);
CREATE TABLE `Wincest_fanfiction_inseries` (`sid` int, `seriesid` int, `inorder` int, `subseriesid` int);
INSERT INTO `Wincest_fanfiction_inseries` VALUES (1,1,1,0),(1,1,2,5),(1,1,3,0),(0,1,4,1);
CREATE TABLE `1fanfiction_settings` (`sitekey` varchar(50), `sitename` varchar(200), `tableprefix` varchar(50), `ratings` int);
INSERT INTO `1fanfiction_settings` VALUES ('brk','Broken','wincest_',1);
