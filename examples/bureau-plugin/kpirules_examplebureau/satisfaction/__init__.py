"""Are those whom the money serves to be content?"""
