CREATE TABLE x_fanfiction_settings (sitekey varchar(50), sitename varchar(200), tableprefix varchar(50), store varchar(5), ratings int, anonreviews int, reviewsallowed int);
INSERT INTO x_fanfiction_settings VALUES ('oddkey', 'Odd &amp; Ends', 'x_', 'files', 2, 1, 1);
CREATE TABLE x_fanfiction_authors (uid int, penname varchar(200), realname varchar(200), email varchar(200), bio text, image varchar(200), date datetime, admincreated char(1), password varchar(40));
INSERT INTO x_fanfiction_authors VALUES
 (1,'Ann','','ANN@Example.org ',NULL,'','2004-02-30 00:00:00','0','098f6bcd4621d373cade4e832627b4f6'),
 (2,'ann ','','ann@example.org','','pic.gif','0000-00-00 00:00:00','','098F6BCD4621D373CADE4E832627B4F6'),
 (3,'O&#039;Neil','','','','','2005-01-01 00:00:00','1','0'),
 (4,'','','no address','','','2005-01-02 00:00:00','0','$forum$hash'),
 (5,'Mod','','','','','2005-01-02 00:00:00','0','098f6bcd4621d373cade4e832627b4f6'),
 (5,'Mod again','','','','','2005-01-02 00:00:00','0','');
CREATE TABLE x_fanfiction_authorprefs (uid int, level int, categories varchar(200), validated int);
INSERT INTO x_fanfiction_authorprefs VALUES (0,1,'0',0),(1,4,'0',0),(5,3,'77',0),(99,0,'0',0);
CREATE TABLE x_fanfiction_categories (catid int, parentcatid int, category varchar(60), description text, image varchar(100), locked char(1), leveldown int, displayorder int, numitems int);
INSERT INTO x_fanfiction_categories VALUES (1,2,'A','','',NULL,0,1,0),(2,1,'B','','','',0,2,0),(3,66,'C','','','1',0,3,0),(4,-1,'A','','','0',0,4,0);
CREATE TABLE x_fanfiction_characters (charid int, catid int, charname varchar(60), bio text, image varchar(200));
INSERT INTO x_fanfiction_characters VALUES (1,-1,'Everyman','',''),(2,55,'Nobody, the Second / Third','','');
CREATE TABLE x_fanfiction_classtypes (classtype_id int, classtype_name varchar(50), classtype_title varchar(50));
INSERT INTO x_fanfiction_classtypes VALUES (1,'genres','Genres');
CREATE TABLE x_fanfiction_classes (class_id int, class_type int, class_name varchar(100));
INSERT INTO x_fanfiction_classes VALUES (1,1,'Angst'),(2,9,'Lost');
CREATE TABLE x_fanfiction_ratings (rid int, rating varchar(60), ratingwarning char(1), warningtext text);
INSERT INTO x_fanfiction_ratings VALUES (1,'General','',''),(2,'Adult','6','For grown-ups');
CREATE TABLE x_fanfiction_stories (sid int, title varchar(200), summary text, storynotes text, catid varchar(100), classes varchar(200), charid varchar(250), rid varchar(25), date datetime, updated datetime, uid int, coauthors varchar(50), featured char(1), validated char(1), completed char(1), rr char(1), wordcount int, rating int, reviews int, count int);
INSERT INTO x_fanfiction_stories VALUES
 (10,'One &quot;quoted&quot; &amp; <i>slanted</i>','It\'s',NULL,',1,,4,1,0,77,','1','2,1','adult','2005-03-27 02:30:00','2005-03-26 00:00:00',1,'2,3,98','2','2','1','0',1,0,0,7),
 (11,'Nobody wrote this',NULL,'','-1','Array','','9','0000-00-00 00:00:00','0000-00-00 00:00:00',42,'0','1','1','','1',1,0,0,0),
 (12,'Flagged','','','','','','1','2006-01-01 00:00:00','2006-01-01 00:00:00',3,'1','0','1','0','0',1,0,0,0);
CREATE TABLE x_fanfiction_coauthors (sid int, uid int);
INSERT INTO x_fanfiction_coauthors VALUES (10,2),(10,3),(12,97),(500,1);
CREATE TABLE x_fanfiction_chapters (chapid int, title varchar(250), inorder int, notes text, storytext text, endnotes text, validated char(1), wordcount int, rating int, reviews int, sid int, uid int, count int);
INSERT INTO x_fanfiction_chapters VALUES
 (102,'Second',3,'','',NULL,'1',1,0,0,10,2,0),
 (101,'First',0,'','from the database',NULL,'1',1,0,0,10,1,0),
 (103,'Third',3,'','','','0',1,0,0,10,1,0),
 (104,'No text',1,'','','','1',1,0,0,11,42,0),
 (105,'Left behind',1,'','Some words\nin two lines','','1',1,0,0,600,1,0);
CREATE TABLE x_fanfiction_series (seriesid int, title varchar(200), summary text, uid int, isopen int, catid varchar(200), classes varchar(200), characters varchar(250), numstories int);
INSERT INTO x_fanfiction_series VALUES (1,'It\\\'s \\"all\\"','',1,2,'4','Array','',0),(2,'Part','',96,7,'','','',0);
CREATE TABLE x_fanfiction_inseries (seriesid int, sid int, subseriesid int, confirmed int, inorder int);
INSERT INTO x_fanfiction_inseries VALUES (1,10,0,1,1),(1,12,0,0,1),(1,0,2,0,5),(2,0,1,1,1),(2,0,2,1,2),(1,501,0,1,9),(9,10,0,1,1);
CREATE TABLE x_fanfiction_reviews (reviewid int, item int, chapid int, reviewer varchar(60), uid int, review text, date datetime, rating int, respond char(1), type char(2));
INSERT INTO x_fanfiction_reviews VALUES
 (1,10,102,'Ann',1,'No Review','2006-02-01 00:00:00',1,'0','ST'),
 (2,10,999,'Passer-by',0,'Nice<br><br><i>Réponse : merci</i>','0000-00-00 00:00:00',0,'1','ST'),
 (3,10,101,'Was here',88,'I remember','2006-02-03 00:00:00',9,'1','ST'),
 (4,700,0,'Ann',1,'About nothing','2006-02-03 00:00:00',-1,'0','ST'),
 (5,1,0,'',0,'About the series','2006-02-03 00:00:00',-1,'0','SE'),
 (6,3,0,'Ann',1,'A recommendation','2006-02-03 00:00:00',-1,'0','RC');
CREATE TABLE x_fanfiction_news (nid int, title text);
INSERT INTO x_fanfiction_news VALUES (1,'Hello');
CREATE TABLE x_forum_posts (id int, body text);
INSERT INTO x_forum_posts VALUES (1,'not ours');
