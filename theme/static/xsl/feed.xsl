<?xml version="1.0" encoding="UTF-8"?>
<!-- What a browser shows of a feed: what it is, how to subscribe, what stands in it. RSS 2.0 and Atom. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:atom="http://www.w3.org/2005/Atom" xmlns:at="http://purl.org/atompub/tombstones/1.0"
  xmlns:fh="http://purl.org/syndication/history/1.0" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"
  exclude-result-prefixes="atom at fh itunes">
<xsl:output method="html" encoding="UTF-8" doctype-system="about:legacy-compat"/>
<!-- This file lies in static/xsl/: what it leads to is told from the feed's own processing instruction. -->
<xsl:variable name="css" select="substring-before(substring-after(//processing-instruction('xml-stylesheet')[contains(., 'text/css')], 'href=&quot;'), '&quot;')"/>
<xsl:variable name="static" select="substring-before($css, 'feed.css')"/>

<xsl:template match="/">
<html lang="zh-CN">
<head>
<meta name="viewport" content="width=device-width, initial-scale=1"/>
<meta name="color-scheme" content="light dark"/>
<meta name="robots" content="noindex"/>
<title><xsl:value-of select="rss/channel/title | atom:feed/atom:title"/></title>
<link rel="icon" type="image/svg+xml" href="{$static}../img/echo.svg"/>
<link rel="stylesheet" href="{$static}tokens.css"/>
<link rel="stylesheet" href="{$static}base.css"/>
<link rel="stylesheet" href="{$static}components/feed-shown.css"/>
</head>
<body><xsl:apply-templates select="rss/channel | atom:feed"/></body>
</html>
</xsl:template>

<xsl:template match="channel">
<xsl:call-template name="page">
<xsl:with-param name="title" select="title"/>
<xsl:with-param name="about" select="description"/>
<xsl:with-param name="page" select="link"/>
<xsl:with-param name="self" select="atom:link[@rel='self']/@href"/>
<xsl:with-param name="count" select="count(item)"/>
</xsl:call-template>
</xsl:template>

<xsl:template match="atom:feed">
<xsl:call-template name="page">
<xsl:with-param name="title" select="atom:title"/>
<xsl:with-param name="about" select="atom:subtitle"/>
<xsl:with-param name="page" select="atom:link[@rel='alternate']/@href"/>
<xsl:with-param name="self" select="atom:link[@rel='self']/@href"/>
<xsl:with-param name="count" select="count(atom:entry)"/>
</xsl:call-template>
</xsl:template>

<xsl:template name="page">
<xsl:param name="title"/><xsl:param name="about"/><xsl:param name="page"/><xsl:param name="self"/>
<xsl:param name="count"/>
<main class="feed-page">
<p class="feed-kind"><xsl:choose>
<xsl:when test="fh:archive">订阅源的旧内容</xsl:when>
<xsl:when test="itunes:type">播客</xsl:when>
<xsl:otherwise>订阅源</xsl:otherwise>
</xsl:choose></p>
<h1><xsl:value-of select="$title"/></h1>
<p class="feed-about"><xsl:value-of select="$about"/></p>
<div class="feed-notice">
<p><b>这一页是给阅读器看的。</b>复制下面的地址，粘贴到阅读器的“添加订阅”里，以后有新内容会自动送到。</p>
<p class="feed-address"><xsl:value-of select="$self"/></p>
<p class="feed-ways"><a href="{$page}">看网页</a>
<xsl:for-each select="atom:link[@rel='current']"><a href="{@href}">订阅最新内容</a></xsl:for-each>
<xsl:for-each select="atom:link[@rel='next-archive']"><a href="{@href}">较新的</a></xsl:for-each>
<xsl:for-each select="atom:link[@rel='prev-archive']"><a href="{@href}">较早的</a></xsl:for-each>
</p>
</div>
<xsl:if test="$count = 0"><p class="feed-about">这里还没有内容。</p></xsl:if>
<ol class="feed-entries"><xsl:apply-templates select="item | atom:entry"/></ol>
</main>
</xsl:template>

<xsl:template match="item">
<li>
<h2><a href="{link}"><xsl:value-of select="title"/></a></h2>
<p class="feed-day"><xsl:call-template name="day"><xsl:with-param name="rfc822" select="pubDate"/></xsl:call-template>
<xsl:for-each select="category"><span><xsl:value-of select="."/></span></xsl:for-each></p>
<p><xsl:value-of select="description"/></p>
</li>
</xsl:template>

<xsl:template match="atom:entry">
<li>
<h2><a href="{atom:link/@href}"><xsl:value-of select="atom:title"/></a></h2>
<p class="feed-day"><xsl:call-template name="chinese"><xsl:with-param name="day" select="substring(atom:published, 1, 10)"/></xsl:call-template>
<xsl:for-each select="atom:category"><span><xsl:value-of select="@term"/></span></xsl:for-each></p>
<p><xsl:value-of select="atom:summary"/></p>
</li>
</xsl:template>

<!-- Thu, 28 Jul 2022 18:05:00 +0800 -->
<xsl:template name="day">
<xsl:param name="rfc822"/>
<xsl:variable name="month" select="substring($rfc822, 9, 3)"/>
<xsl:variable name="number" select="string-length(substring-before('JanFebMarAprMayJunJulAugSepOctNovDec', $month)) div 3 + 1"/>
<time><xsl:value-of select="concat(substring($rfc822, 13, 4), '年', $number, '月', number(substring($rfc822, 6, 2)), '日')"/></time>
</xsl:template>

<xsl:template name="chinese">
<xsl:param name="day"/>
<time><xsl:value-of select="concat(substring($day, 1, 4), '年', number(substring($day, 6, 2)), '月', number(substring($day, 9, 2)), '日')"/></time>
</xsl:template>
</xsl:stylesheet>
